import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from '../lock';
import { run } from '../run';
import type { Say } from '../say';
import { aptRoot } from './apt-root';
import { entryPoint, imageSettings, serverWithoutProtectedMode } from './contract';
import { packageFiles } from './packages';
import type { Release } from './releases';
import { Rootfs } from './rootfs';

const serverUser = 999;

/** Makes an image from Debian packages, with the official images' contract: no registry, no build in the engine. */
export async function buildImage(release: Release, say: Say): Promise<void> {
  await withLock('images', async () => {
    say(`${release.tag}: building it from Debian's packages (${release.suite})`);
    const programs = [`${release.product}-tools`, 'gosu', 'busybox-static'];
    if (release.shell === 'bash') programs.push('bash', 'coreutils');
    const debs = await packageFiles(await aptRoot(release.suite), programs);
    const root = new Rootfs();
    try {
      await root.unpack(debs);
      await fillIn(root, release);
      await root.importAs(release.tag, imageSettings(release.product), serverUser);
    } finally {
      root.remove();
    }
  });
  // The proof that libraries, entry point and user are all there.
  const proof = ['run', '--rm', '--network', 'none', release.tag, `${release.product}-server`, '--version'];
  const version = /v=(\S+)/.exec(await run('docker', proof, { timeoutMs: 60_000 }))?.[1];
  say(`${release.tag}: ready (${release.product} ${version})`);
}

async function fillIn(root: Rootfs, { tag, product, suite, shell }: Release): Promise<void> {
  if (shell === 'bash') root.link('usr/bin/sh', 'bash');
  await root.fillUpFromBusybox(shell === 'bash' ? ['nc'] : []);
  nameServers(root, product);
  root.write('etc/passwd', users(product));
  root.write('etc/group', `root:x:0:\nnogroup:x:65534:\n${product}:x:${serverUser}:\n`);
  root.write('etc/nsswitch.conf', 'hosts: files dns\n');
  root.write(
    'etc/os-release',
    `ID=debian\nVERSION_CODENAME=${suite}\nPRETTY_NAME="${tag} from Debian ${suite}"\n`,
  );
  root.write('usr/local/bin/docker-entrypoint.sh', entryPoint(product), 0o755);
  root.write(`usr/local/bin/${product}-server`, serverWithoutProtectedMode(product), 0o755);
  if (product !== 'redis') root.link('usr/local/bin/redis-server', `${product}-server`);
}

/** One program that looks at the name it is called by; Debian installs it as check-rdb, its name for the tools. */
function nameServers(root: Rootfs, product: Release['product']): void {
  const own = (name: string): string => `usr/bin/${product}-${name}`;
  if (!root.has(own('check-rdb'))) throw new Error(`${product}-tools has no ${product}-check-rdb`);
  renameSync(join(root.dir, own('check-rdb')), join(root.dir, own('server')));
  for (const name of ['check-rdb', 'check-aof', 'sentinel']) root.link(own(name), `${product}-server`);
  if (product === 'redis') return;
  for (const name of ['server', 'sentinel', 'check-rdb', 'check-aof', 'cli', 'benchmark']) {
    root.link(`usr/bin/redis-${name}`, `${product}-${name}`);
  }
}

function users(product: Release['product']): string {
  return `root:x:0:0:root:/root:/bin/sh
nobody:x:65534:65534:nobody:/:/bin/false
${product}:x:${serverUser}:${serverUser}::/data:/bin/sh
`;
}
