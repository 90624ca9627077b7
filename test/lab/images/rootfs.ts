import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../run';

/** What packages bring that no server needs: half of the size. Nothing in /etc and /var: we write what counts. */
const leftOut = [
  './usr/share/{doc,man,locale,lintian,info,bash-completion,bug,initramfs-tools,apport}',
  './usr/lib/{*/gconv,systemd,sysusers.d,tmpfiles.d}',
  './lib/{*/gconv,systemd}',
  './etc/*',
  './var/*',
].flatMap(braces);

/** Programs of busybox that are somebody else's business in an image. */
const notFromBusybox = /^(busybox|dpkg|dpkg-deb|rpm|init|linuxrc|halt|poweroff|reboot|su|sulogin|getty)$/;

/** A root directory with the contents of package files; what is to be an image is made in it. */
export class Rootfs {
  readonly dir = mkdtempSync(join(tmpdir(), 'redis-topology-lab-image-'));

  constructor() {
    chmodSync(this.dir, 0o755);
    const folders =
      'usr/bin usr/sbin usr/lib usr/lib64 usr/local/bin etc tmp run var/tmp proc sys dev root data home';
    for (const folder of folders.split(' ')) mkdirSync(join(this.dir, folder), { recursive: true });
    for (const folder of ['tmp', 'var/tmp']) chmodSync(join(this.dir, folder), 0o1777);
    chmodSync(join(this.dir, 'root'), 0o700);
    for (const name of ['bin', 'sbin', 'lib', 'lib64']) this.link(name, `usr/${name}`);
  }

  /** Unpacks package files, without what {@link leftOut} names. */
  async unpack(debs: readonly string[]): Promise<void> {
    const tar = [
      'tar',
      '-x',
      '-C',
      this.dir,
      '--keep-directory-symlink',
      '--no-same-owner',
      '--anchored',
      '--wildcards',
    ];
    const command = `dpkg-deb --fsys-tarfile "$0" | ${tar.join(' ')} "$@"`;
    for (const deb of debs) {
      const args = ['-o', 'pipefail', '-c', command, deb, ...leftOut.map((path) => `--exclude=${path}`)];
      await run('bash', args, { timeoutMs: 60_000 });
    }
  }

  /** `sh` and the small programs, from busybox, where no real program of that name was unpacked. */
  async fillUpFromBusybox(except: readonly string[] = []): Promise<void> {
    const list = await run(join(this.dir, 'usr/bin/busybox'), ['--list'], { timeoutMs: 10_000 });
    for (const name of list.trim().split('\n')) {
      if (notFromBusybox.test(name) || except.includes(name)) continue;
      if (!this.has(`usr/bin/${name}`) && !this.has(`usr/sbin/${name}`))
        this.link(`usr/bin/${name}`, 'busybox');
    }
  }

  has(path: string): boolean {
    return existsSync(join(this.dir, path));
  }

  link(path: string, target: string): void {
    rmSync(join(this.dir, path), { force: true });
    symlinkSync(target, join(this.dir, path));
  }

  write(path: string, content: string, mode = 0o644): void {
    writeFileSync(join(this.dir, path), content);
    chmodSync(join(this.dir, path), mode);
  }

  /** Gives it to the engine as an image. Everything is root's but /data, which belongs to `dataOwner`. */
  async importAs(tag: string, settings: readonly string[], dataOwner: number): Promise<void> {
    const file = `${this.dir}.tar`;
    const owned = (id: number): string[] => [
      `--owner=${id}`,
      `--group=${id}`,
      '--numeric-owner',
      '--mtime=@0',
    ];
    try {
      const rest = ['--sort=name', ...owned(0), '--exclude=./data', '-cf', file, '-C', this.dir, '.'];
      await run('tar', rest, { timeoutMs: 60_000 });
      await run('tar', [...owned(dataOwner), '-rf', file, '-C', this.dir, './data'], { timeoutMs: 60_000 });
      const changes = settings.flatMap((setting) => ['--change', setting]);
      await run('docker', ['import', ...changes, file, tag], { timeoutMs: 120_000 });
    } finally {
      rmSync(file, { force: true });
    }
  }

  remove(): void {
    rmSync(this.dir, { recursive: true, force: true });
  }
}

function braces(pattern: string): string[] {
  const [, before, list, after] = /^(.*)\{(.*)\}(.*)$/.exec(pattern) ?? [];
  return list === undefined ? [pattern] : list.split(',').map((word) => `${before}${word}${after}`);
}
