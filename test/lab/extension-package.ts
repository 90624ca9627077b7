import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { projectDir } from './paths';
import { run } from './run';
import type { Say } from './say';

const bin = join(projectDir, 'node_modules', '.bin');
let made: Promise<string> | undefined;

/** Bundles the extension and the page for release into dist/. */
export async function buildExtension(say: Say): Promise<void> {
  say('building the extension');
  await run(process.execPath, ['esbuild.mjs', '--production'], { timeoutMs: 120_000, cwd: projectDir });
}

/** Packs what is built into a VSIX (once a process; or the one that LAB_VSIX names) and returns its path. */
export function extensionVsix(say: Say = () => {}): Promise<string> {
  if (process.env.LAB_VSIX) return Promise.resolve(process.env.LAB_VSIX);
  made ??= pack(say);
  return made;
}

async function pack(say: Say): Promise<string> {
  const folder = join(projectDir, '.lab');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'redis-topology-lab.vsix');
  say('packing the extension');
  const args = [
    'package',
    '--no-dependencies',
    '--allow-missing-repository',
    '--skip-license',
    // There is no published repository that its pictures could be taken from.
    '--no-rewrite-relative-links',
    '--out',
    file,
  ];
  await run(join(bin, 'vsce'), args, { timeoutMs: 120_000, cwd: projectDir });
  return file;
}
