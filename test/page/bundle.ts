import { build } from 'esbuild';

export interface Bundle {
  readonly script: string;
  readonly style: string;
}

/** The page as it is shipped (the options of esbuild.mjs --production), made of the sources as they are now. */
export async function bundlePage(): Promise<Bundle> {
  const { outputFiles } = await build({
    entryPoints: { page: 'webview-ui/page.ts' },
    outdir: 'dist',
    write: false,
    bundle: true,
    minify: true,
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
    alias: { '@vscode/webview-ui-toolkit': '@vscode/webview-ui-toolkit/dist/toolkit.min.js' },
    logLevel: 'silent',
  });
  const text = (ending: string) => outputFiles.find((f) => f.path.endsWith(ending))?.text ?? '';
  return { script: text('.js'), style: text('.css') };
}
