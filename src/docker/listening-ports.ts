import type { Engine } from './engine';
import { exec } from './exec';

/** Sockets of the container's network, and which of them its own processes hold. */
const SCRIPT = 'cat /proc/net/tcp /proc/net/tcp6 2>/dev/null; ls -l /proc/[0-9]*/fd 2>/dev/null; true';

/**
 * The TCP ports on which a container's own processes listen, lowest first. Of a container in its host's network, which
 * sees everybody's sockets, only those that its processes are known to hold.
 * @throws Failure, Cancelled
 */
export async function listeningPorts(engine: Engine, id: string, hostNetwork: boolean): Promise<number[]> {
  const { stdout } = await exec(engine, id, ['sh', '-c', SCRIPT], { timeoutMs: 5000 });
  if (!hostNetwork) return portsIn(stdout, undefined);
  const held = heldSockets(stdout);
  if (held.size > 0) return portsIn(stdout, held);
  // Whose process it is may look at its files; without the right to trace others, root may not.
  const owner = await exec(engine, id, ['stat', '-c', '%u', '/proc/1'], { timeoutMs: 5000 });
  const user = owner.stdout.trim();
  if (!/^\d+$/.test(user)) return [];
  const asOwner = await exec(engine, id, ['sh', '-c', SCRIPT], { timeoutMs: 5000, user });
  return portsIn(asOwner.stdout, heldSockets(asOwner.stdout));
}

const heldSockets = (listing: string): Set<string> =>
  new Set([...listing.matchAll(/socket:\[(\d+)\]/g)].map((m) => m[1] ?? ''));

/** The listening sockets in the text of /proc/net/tcp and tcp6 (proc(5)); the engine's own name server left out. */
export function portsIn(listing: string, held: ReadonlySet<string> | undefined): number[] {
  const ports = new Set<number>();
  for (const line of listing.split('\n')) {
    const [number, local, , state, , , , , , inode] = line.trim().split(/\s+/);
    const [address, port] = (local ?? '').split(':');
    if (!/^\d+:$/.test(number ?? '') || state !== '0A' || !port || address === DOCKER_DNS) continue;
    if (!held || held.has(inode ?? '')) ports.add(Number.parseInt(port, 16));
  }
  return [...ports].sort((a, b) => a - b);
}

/** 127.0.0.11, as the kernel of a little-endian machine writes it. */
const DOCKER_DNS = '0B00007F';
