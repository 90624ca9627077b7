import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheDir } from '../paths';
import { run } from '../run';
import type { Release } from './releases';

const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg';

export interface AptRoot {
  /** Makes apt's programs use this root: nothing of the machine's own apt state is read or changed. */
  readonly env: NodeJS.ProcessEnv;
  /** Where package files are kept. */
  readonly debDir: string;
  /** Fetches the (signed) indexes again. */
  refresh(): Promise<void>;
}

/** An apt of our own for one Debian suite, from the mirror that this machine uses. Needs no root rights. */
export async function aptRoot(suite: Release['suite']): Promise<AptRoot> {
  const root = join(cacheDir, 'images', suite);
  for (const folder of ['lists/partial', 'archives/partial', 'etc/preferences.d', 'etc/none.d', 'debs']) {
    mkdirSync(join(root, folder), { recursive: true });
  }
  writeFileSync(join(root, 'status'), '');
  writeFileSync(join(root, 'etc/sources.list'), await sources(suite));
  const architecture = (await run('dpkg', ['--print-architecture'], { timeoutMs: 10_000 })).trim();
  writeFileSync(join(root, 'apt.conf'), settings(root, suite, architecture));

  const env = { ...process.env, APT_CONFIG: join(root, 'apt.conf') };
  const fresh = join(root, 'fresh');
  const refresh = async (): Promise<void> => {
    await run('apt-get', ['update'], { timeoutMs: 180_000, env });
    writeFileSync(fresh, '');
  };
  if (!existsSync(fresh)) await refresh();
  return { env, debDir: join(root, 'debs'), refresh };
}

async function sources(suite: Release['suite']): Promise<string> {
  const targets = ['indextargets', '--format', '$(REPO_URI)', 'Created-By: Packages'];
  const uris = (await run('apt-get', targets, { timeoutMs: 20_000 })).split('\n');
  const main = uris.find((uri) => /\/debian\/?$/.test(uri));
  if (!main)
    throw new Error("no Debian mirror among this machine's apt sources: images cannot be built here");
  const security = uris.find((uri) => /\/debian-security\/?$/.test(uri)) ?? main.replace(/\/?$/, '-security');
  const lines = [`deb [signed-by=${keyring}] ${main} ${suite} main`];
  if (suite !== 'sid') lines.push(`deb [signed-by=${keyring}] ${security} ${suite}-security main`);
  return `${lines.join('\n')}\n`;
}

function settings(root: string, suite: Release['suite'], architecture: string): string {
  return `// Read before the machine's own apt.conf.d would be; the first line turns that off.
Dir::Etc::parts "${root}/etc/none.d"; Dir::Etc::main "/dev/null";
Dir::Etc::sourcelist "${root}/etc/sources.list"; Dir::Etc::sourceparts "${root}/etc/none.d";
Dir::Etc::preferencesparts "${root}/etc/preferences.d"; Dir::Etc::preferences "/dev/null";
Dir::State::lists "${root}/lists"; Dir::State::status "${root}/status";
Dir::Cache::archives "${root}/archives"; Dir::Cache::pkgcache "${root}/pkgcache.bin"; Dir::Cache::srcpkgcache "";
APT::Architecture "${architecture}"; APT::Architectures {"${architecture}";};
APT::Sandbox::User "root";
// A mirror's copy of sid may be older than its Release file allows.
Acquire::Check-Valid-Until "${suite !== 'sid'}";
Acquire::Languages "none"; Acquire::PDiffs "false"; Acquire::Retries "3";
Debug::NoLocking "true"; quiet "2";
`;
}
