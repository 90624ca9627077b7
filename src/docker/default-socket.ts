import { stat } from 'node:fs/promises';
import { join } from 'node:path';

interface Candidate {
  readonly name: string;
  readonly path: string;
}

/**
 * The engine when nothing was configured: the platform's standard socket, or else the first well-known one that
 * exists (Docker Desktop, rootless Docker, Colima, OrbStack, Rancher Desktop, Podman). When there is none, the
 * standard one: the connection then tells that no engine runs.
 */
export async function findDefaultSocket(
  env: NodeJS.ProcessEnv,
  home: string,
  standard = '/var/run/docker.sock',
): Promise<{ name: string; host: string }> {
  if (process.platform === 'win32') return { name: 'default', host: 'npipe:////./pipe/docker_engine' };
  for (const { name, path } of candidates(env, home, standard)) {
    if (await isSocket(path)) return { name, host: `unix://${path}` };
  }
  return { name: 'default', host: `unix://${standard}` };
}

function candidates(env: NodeJS.ProcessEnv, home: string, standard: string): Candidate[] {
  const runtime = env.XDG_RUNTIME_DIR || `/run/user/${process.getuid?.() ?? 0}`;
  return [
    { name: 'default', path: standard },
    { name: 'Docker Desktop', path: join(home, '.docker/run/docker.sock') },
    { name: 'Docker Desktop', path: join(home, '.docker/desktop/docker.sock') },
    { name: 'rootless Docker', path: join(runtime, 'docker.sock') },
    { name: 'Colima', path: join(home, '.colima/default/docker.sock') },
    { name: 'Colima', path: join(home, '.config/colima/default/docker.sock') },
    { name: 'OrbStack', path: join(home, '.orbstack/run/docker.sock') },
    { name: 'Rancher Desktop', path: join(home, '.rd/docker.sock') },
    { name: 'Podman', path: join(runtime, 'podman/podman.sock') },
    { name: 'Podman', path: '/run/podman/podman.sock' },
  ];
}

async function isSocket(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isSocket();
  } catch {
    // Missing, or in a folder that we may not look into: either way it is not one that we can use.
    return false;
  }
}
