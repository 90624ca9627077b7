import { atLeast, type ServerVersion } from './server-version';
import type { SlotRange } from './snapshot';

/** A member of a cluster that is to be made. */
export interface PlannedClusterNode {
  readonly id: string;
  readonly address: string;
  readonly port: number;
  readonly shard: number;
  readonly shardId: string;
  readonly role: 'master' | 'replica';
  /** The slots of its shard. */
  readonly slots: SlotRange;
}

/**
 * The node that starts as master of a shard: its last replica where there is one, so that the node that is to be
 * master starts as a replica and takes the shard over.
 *
 * Why: a server that starts as master refuses writes for two seconds (CLUSTER_WRITABLE_DELAY, cluster_legacy.c), a
 * replica that takes over does not. The detour makes a cluster in half the time.
 */
export function startsAsMaster(node: PlannedClusterNode, all: readonly PlannedClusterNode[]): boolean {
  const family = all.filter((n) => n.shard === node.shard);
  return node === (family.length > 1 ? family[family.length - 1] : family[0]);
}

/**
 * The nodes.conf that one member starts with: all members, slots and links known from the start, so nothing has to
 * be met or learnt by gossip. Config epochs are distinct (1 … masters). From 7.2 on a line carries the shard id,
 * which must be the same within a shard or the file is refused.
 */
export function nodesConf(
  all: readonly PlannedClusterNode[],
  me: PlannedClusterNode,
  server: ServerVersion,
): string {
  const lines = all.map((n) => {
    const aux = atLeast(server, 7, 2) ? `,,tls-port=0,shard-id=${n.shardId}` : '';
    const starter = all.find((o) => o.shard === n.shard && startsAsMaster(o, all));
    const master = starter === n;
    const flags = `${n === me ? 'myself,' : ''}${master ? 'master' : 'slave'}`;
    const fields = [
      n.id,
      `${n.address}:${n.port}@${n.port + 10_000}${aux}`,
      flags,
      master ? '-' : (starter?.id ?? '-'),
    ];
    fields.push('0', '0', String(n.shard + 1), 'connected');
    if (master) fields.push(`${n.slots[0]}-${n.slots[1]}`);
    return fields.join(' ');
  });
  const epoch = Math.max(...all.map((n) => n.shard + 1));
  return `${lines.join('\n')}\nvars currentEpoch ${epoch} lastVoteEpoch 0\n`;
}
