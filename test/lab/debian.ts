import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './run';
import type { Say } from './say';

/** Whether packages can be installed here: Debian (or a relative with apt), and we are root. */
export function canInstallPackages(): boolean {
  return process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
}

let listsAreFresh = false;

/** Installs Debian packages without their recommendations; at most one `apt-get update` a run. */
export async function installPackages(packages: readonly string[], say: Say): Promise<void> {
  if (!canInstallPackages()) {
    throw new Error(
      `${packages.join(', ')} cannot be installed: that takes root on Debian; please install by hand`,
    );
  }
  // Not tell an init system to start services: what we need is started, and ended, by us.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  say(`apt-get install ${packages.join(' ')}`);
  if (!listsAreFresh) {
    await run('apt-get', ['update', '-qq'], { timeoutMs: 180_000, env });
    listsAreFresh = true;
  }
  await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], {
    timeoutMs: 600_000,
    env,
  });
}

/** Where a program is on the PATH (or in the system's own folders), if anywhere. */
export function findProgram(name: string): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/local/sbin', '/usr/sbin', '/sbin'];
  for (const folder of folders) {
    if (!folder) continue;
    const file = join(folder, name);
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {
      // Not here.
    }
  }
  return undefined;
}
