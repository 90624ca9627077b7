// Entry of `npm start`, `npm test` and `npm run bench`: needs nothing but Node 20 and npm, makes node_modules if it
// is missing or out of date, and goes on in TypeScript under the Node of node_modules.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const project = join(here, '..', '..');
const bin = join(project, 'node_modules', '.bin');
const [name = '', ...args] = process.argv.slice(2);

if (!['start', 'test', 'bench'].includes(name)) {
  console.error('usage: node test/lab/bootstrap.mjs start|test|bench [arguments…]');
  process.exit(2);
}

installIfNeeded();
const child = spawn(join(bin, 'node'), ['--import', 'tsx', join(here, `${name}.ts`), ...args], {
  cwd: project,
  stdio: 'inherit',
  env: { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}` },
});
// It cleans up what it made and then ends by itself; we wait for that.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
// A signal to npm alone ends npm and its shell, and does not come here: then nobody wants us any more.
const parent = process.ppid;
const orphaned = setInterval(() => {
  if (process.ppid === parent) return;
  clearInterval(orphaned);
  child.kill('SIGTERM');
}, 500);
child.once('error', (error) => {
  console.error(`${join(bin, 'node')}: ${error.message}`);
  clearInterval(orphaned);
  process.exitCode = 1;
});
child.once('exit', (code) => {
  clearInterval(orphaned);
  process.exitCode = code ?? 1;
});

function installIfNeeded() {
  if (isInstalled()) return;
  console.log('installing the dependencies (npm install)');
  // The versions and hashes of the lock file, as with `npm ci`; but `npm ci` refuses a lock file that leaves out other
  // platforms' optional packages, as one made where a registry does not have them does.
  const args = ['install', '--no-save', '--no-audit', '--no-fund'];
  const npm = spawnSync('npm', args, { cwd: project, stdio: 'inherit' });
  if (npm.status !== 0) {
    console.error(`npm install failed (${npm.error?.message ?? `exit status ${npm.status}`})`);
    process.exit(1);
  }
}

/** Whether every package that the lock file asks for on every platform is there, in the version it says. */
function isInstalled() {
  if (!existsSync(join(bin, 'node')) || !existsSync(join(bin, 'tsx'))) return false;
  const { packages } = JSON.parse(readFileSync(join(project, 'package-lock.json'), 'utf8'));
  return Object.entries(packages).every(([path, locked]) => {
    if (path === '' || locked.optional || locked.devOptional || locked.peer) return true;
    try {
      return JSON.parse(readFileSync(join(project, path, 'package.json'), 'utf8')).version === locked.version;
    } catch {
      return false;
    }
  });
}
