import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { projectDir } from '../paths';

/**
 * Bundles mocha suites (every *.test.ts of a folder) into one file that exports `run()`, which is what VS Code
 * loads as the tests of an extension host. Returns the file's path.
 */
export async function bundleSuites(folder: string): Promise<string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = names.filter((name) => name.endsWith('.test.ts')).sort();
  if (files.length === 0) throw new Error(`${folder}: no *.test.ts in it`);
  const suite = JSON.stringify(join(projectDir, 'test', 'lab', 'editor', 'host-suite'));
  const loads = files.map((file) => `require(${JSON.stringify(join(folder, file))});`).join('\n  ');
  const outfile = join(projectDir, '.lab', 'host', 'suites.js');
  await build({
    stdin: {
      // require, not import: mocha's globals must be there before a test file is loaded.
      contents: `import { runSuites } from ${suite};\nexport const run = () => runSuites(() => {\n  ${loads}\n});\n`,
      resolveDir: projectDir,
      loader: 'ts',
    },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    sourcemap: 'inline',
    // Found in node_modules, above the bundle; `vscode` is the host's own.
    external: ['vscode', 'mocha'],
    logLevel: 'warning',
  });
  return outfile;
}
