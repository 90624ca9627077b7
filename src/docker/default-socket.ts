import { presentSockets, wellKnownSockets } from './well-known-sockets';

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
  const usual = { name: 'default', path: standard };
  const [first = usual] = await presentSockets([usual, ...wellKnownSockets(env, home)]);
  return { name: first.name, host: `unix://${first.path}` };
}
