import type { Told } from './server';

/** What one node says of another. */
export interface Mention {
  readonly kind: 'master' | 'replica' | 'sentinel' | 'peer';
  /** Cluster node, sentinel or run id; empty when only the address is told. */
  readonly id: string;
  readonly ip: string;
  readonly port: number;
  /** Of a replica's master, while their link is up: both have it, and nobody else of that role. */
  readonly replicationId?: string | undefined;
  /** The one who speaks holds it for gone: whoever has the address now may be another. */
  readonly gone?: boolean;
}

/** What one sentinel says of one master that it monitors. */
export interface SentinelMentions {
  readonly name: string;
  readonly data: readonly Mention[];
  readonly sentinels: readonly Mention[];
}

/** Of whom a data node speaks. */
export function mentionsOf(told: Told): Mention[] {
  if (told.kind === 'sentinel') return [];
  const { cluster, replication } = told;
  if (cluster) {
    return cluster.peers
      .filter(
        ({ id, ip, flags }) =>
          id !== cluster.myId && ip !== '' && !NOT_MEMBERS.some((f) => flags.includes(f)),
      )
      .map(({ id, ip, port }) => ({ kind: 'peer', id, ip, port }));
  }
  if (replication.role === 'master')
    return replication.replicas.map(({ ip, port }) => ({ kind: 'replica', id: '', ip, port }));
  const { masterHost: ip, masterPort: port, link, replicationId } = replication;
  return [{ kind: 'master', id: '', ip, port, replicationId: link === 'up' ? replicationId : undefined }];
}

/** Lines of CLUSTER NODES that name nobody who could be found: not joined yet, or forgotten where it was. */
const NOT_MEMBERS = ['handshake', 'noaddr'];

/** Of whom a sentinel speaks, by the master that it monitors. */
export function sentinelMentions(told: Told): SentinelMentions[] {
  if (told.kind !== 'sentinel') return [];
  return told.views.map((view) => ({
    name: view.masterName,
    data: [
      {
        kind: 'master',
        id: view.masterRunId ?? '',
        ip: view.masterIp,
        port: view.masterPort,
        gone: view.flags.includes('s_down'),
      },
      ...view.replicas.map(({ runId, ip, port, flags }) => ({
        kind: 'replica' as const,
        id: runId,
        ip,
        port,
        gone: flags.includes('s_down'),
      })),
    ],
    sentinels: view.otherSentinels.map(({ runId, ip, port }) => ({ kind: 'sentinel', id: runId, ip, port })),
  }));
}

/** Equal for two answers just when they speak of the same nodes: nothing is to be grouped anew then. */
export function mentionKey(told: Told): string {
  const said = [
    ...mentionsOf(told),
    ...sentinelMentions(told).flatMap((m) => [m.name, ...m.data, ...m.sentinels]),
  ];
  return JSON.stringify([told.kind === 'data' && told.replication.role, said]);
}
