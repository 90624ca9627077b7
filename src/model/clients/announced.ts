import type { TopologySnapshot } from '../snapshot';
import { selfPeer } from '../structure';

/** Where a program runs that is to connect. */
export type ClientPlace =
  /** On the engine's machine, through published ports. */
  | 'host'
  /** In a container on the topology's network. */
  | 'containers';

/** The name under which nodes are announced to clients on the engine's machine, where every port is published. */
export const HOST_NAME = '127.0.0.1';

/**
 * For which clients a cluster's nodes announce themselves, as they say themselves; undefined when they differ, or
 * announce other names. Replication and Sentinel know nothing but container addresses.
 */
export function announcedFor(snapshot: TopologySnapshot): ClientPlace | undefined {
  if (snapshot.shape !== 'cluster') return 'containers';
  const names = new Set(
    snapshot.nodes.flatMap((node) => selfPeer(node) ?? []).map((peer) => peer.hostname ?? ''),
  );
  const [name] = names;
  if (names.size !== 1) return undefined;
  return name === HOST_NAME ? 'host' : name === '' ? 'containers' : undefined;
}
