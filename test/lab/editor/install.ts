import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withLock } from '../lock';
import { cacheDir } from '../paths';
import { run } from '../run';
import type { Say } from '../say';
import { trim } from './trim';

/** The npm package that carries the whole VS Code server (1.139.1), and what its file must hash to. */
const version = '4.139.1';
const integrity =
  'sha512-fUYvJVdz4ZoVJfakGiGWXFMpF8K1ObsrpGvX17ZxNpKOzdNHs7lANT670JTr4ZhA8DnWqyvvmFG/d3HV9Yy6ew==';

/** Counts the changes of what is done to the package here: an installation of an older recipe is not used. */
const recipe = 1;

const editorDir = join(cacheDir, 'editor', `${version}-${recipe}`);

/** The VS Code server's own folder (its `out/server-main.js`), once {@link ensureEditor} has been through. */
export const vscodeDir = join(editorDir, 'lib', 'vscode');

/** Installs a VS Code server from npm packages into the cache, unless it is there. No package script runs. */
export async function ensureEditor(say: Say): Promise<void> {
  if (existsSync(editorDir)) return;
  await withLock('editor', async () => {
    if (existsSync(editorDir)) return;
    say('installing a VS Code server from npm packages (once, about 20 s)');
    const parent = dirname(editorDir);
    mkdirSync(parent, { recursive: true });
    const unfinished = mkdtempSync(join(parent, 'unfinished-'));
    try {
      await unpack(unfinished);
      await installDependencies(join(unfinished, 'lib', 'vscode'));
      // Whole or not at all: nobody sees a half-made installation under its final name.
      renameSync(unfinished, editorDir);
    } finally {
      rmSync(unfinished, { recursive: true, force: true });
    }
  });
}

async function unpack(folder: string): Promise<void> {
  const args = ['pack', '--silent', '--pack-destination', folder, `code-server@${version}`];
  const name = (await run('npm', args, { timeoutMs: 300_000, cwd: folder })).trim().split('\n').at(-1) ?? '';
  const file = join(folder, name);
  const found = `sha512-${createHash('sha512').update(readFileSync(file)).digest('base64')}`;
  if (found !== integrity)
    throw new Error(`code-server@${version}: its integrity is ${found}, not ${integrity}`);
  await run('tar', ['-xzf', file, '-C', folder, '--strip-components=1'], { timeoutMs: 120_000 });
  rmSync(file);
}

async function installDependencies(server: string): Promise<void> {
  // --legacy-peer-deps: npm stops at a missing peer (tslib) of the package's own lock file otherwise.
  const args = ['ci', '--legacy-peer-deps', '--omit=dev', '--ignore-scripts', '--no-fund', '--no-audit'];
  for (const cwd of [server, join(server, 'extensions')]) await run('npm', args, { timeoutMs: 300_000, cwd });

  // Two native modules have no prebuilt binary: the log writer gets a stand-in, the watchdog is not needed.
  const modules = join(server, 'node_modules', '@vscode');
  const here = dirname(fileURLToPath(import.meta.url));
  cpSync(join(here, 'spdlog-stand-in.cjs'), join(modules, 'spdlog', 'index.js'));
  const watchdog = 'exports.start = () => {};\nexports.exit = (code) => process.exit(code);\n';
  writeFileSync(join(modules, 'native-watchdog', 'index.js'), watchdog);
  trim(server);
}
