import type { SlotRange } from './cluster-view';
import { atLeast, type ServerVersion } from './server-version';

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
 * The nodes.conf that one member of a cluster of ours starts with. Config epochs are distinct (1 … masters).
 */
export function nodesConf(
  all: readonly PlannedClusterNode[],
  me: PlannedClusterNode,
  server: ServerVersion,
  tls: boolean,
): string {
  const lines = all.map((n): NodesConfLine => {
    const starter = all.find((o) => o.shard === n.shard && startsAsMaster(o, all));
    return {
      ...n,
      epoch: n.shard + 1,
      ...(starter === n ? { slots: [n.slots] } : { slots: [], masterId: starter?.id ?? '-' }),
    };
  });
  return nodesConfText(lines, me.id, server, tls);
}

/** A line of nodes.conf. */
export interface NodesConfLine {
  readonly id: string;
  readonly address: string;
  readonly port: number;
  readonly shardId: string;
  /** Of a replica only. */
  readonly masterId?: string;
  readonly epoch: number;
  readonly slots: readonly SlotRange[];
}

/**
 * A complete nodes.conf: all members, slots and links known from the start, so nothing has to be met or learnt by
 * gossip. From 7.2 on a line carries the shard id, which must be the same within a shard or the file is refused, and the
 * TLS port apart from the plain one; before, the one port is whichever the bus goes by.
 */
export function nodesConfText(
  lines: readonly NodesConfLine[],
  myId: string,
  server: ServerVersion,
  tls: boolean,
): string {
  const both = atLeast(server, 7, 2);
  const written = lines.map((line) => {
    const aux = both ? `,,tls-port=${tls ? line.port : 0},shard-id=${line.shardId}` : '';
    const port = both && tls ? 0 : line.port;
    return [
      line.id,
      `${line.address}:${port}@${line.port + 10_000}${aux}`,
      `${line.id === myId ? 'myself,' : ''}${line.masterId === undefined ? 'master' : 'slave'}`,
      line.masterId ?? '-',
      '0',
      '0',
      String(line.epoch),
      'connected',
      ...line.slots.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`)),
    ].join(' ');
  });
  const epoch = Math.max(...lines.map((line) => line.epoch));
  return `${written.join('\n')}\nvars currentEpoch ${epoch} lastVoteEpoch 0\n`;
}
