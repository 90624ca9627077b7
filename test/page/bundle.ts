import { build } from 'esbuild';
import { page } from '../../esbuild.page.mjs';

export interface Bundle {
  readonly script: string;
  readonly style: string;
}

/** The page as it is shipped, made of the sources as they are now. */
export async function bundlePage(): Promise<Bundle> {
  const { outputFiles = [] } = await build({ ...page, write: false, minify: true, logLevel: 'silent' });
  const text = (ending: string) => outputFiles.find((f) => f.path.endsWith(ending))?.text ?? '';
  return { script: text('.js'), style: text('.css') };
}
