import { stat } from 'node:fs/promises';
import { join } from 'node:path';

/** A socket on which some engine listens once it is installed. */
export interface KnownSocket {
  /** The program whose engine it is. */
  readonly name: string;
  readonly path: string;
}

/** Where engines listen that are no Docker on the standard socket, in the order in which they are looked for. */
export function wellKnownSockets(env: NodeJS.ProcessEnv, home: string): KnownSocket[] {
  const runtime = env.XDG_RUNTIME_DIR || `/run/user/${process.getuid?.() ?? 0}`;
  const machine = join(home, '.local/share/containers/podman/machine');
  return [
    { name: 'Docker Desktop', path: join(home, '.docker/run/docker.sock') },
    { name: 'Docker Desktop', path: join(home, '.docker/desktop/docker.sock') },
    { name: 'rootless Docker', path: join(runtime, 'docker.sock') },
    { name: 'Colima', path: join(home, '.colima/default/docker.sock') },
    { name: 'Colima', path: join(home, '.config/colima/default/docker.sock') },
    { name: 'OrbStack', path: join(home, '.orbstack/run/docker.sock') },
    { name: 'Rancher Desktop', path: join(home, '.rd/docker.sock') },
    { name: 'Podman', path: join(runtime, 'podman/podman.sock') },
    { name: 'Podman', path: '/run/podman/podman.sock' },
    { name: 'Podman', path: join(machine, 'podman.sock') },
    { name: 'Podman', path: join(machine, 'qemu/podman.sock') },
  ];
}

/** Those that are there. Whether an engine still listens on them is another question. */
export async function presentSockets(known: readonly KnownSocket[]): Promise<KnownSocket[]> {
  const present = await Promise.all(known.map(({ path }) => isSocket(path)));
  return known.filter((_, i) => present[i]);
}

async function isSocket(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isSocket();
  } catch {
    // Missing, or in a folder that we may not look into: either way it is not one that we can use.
    return false;
  }
}
