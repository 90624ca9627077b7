import type { ClusterPeer, SlotRange } from '../../../src/model/cluster-view';
import type { SentinelView } from '../../../src/model/sentinel-view';
import type { Answer, NodeSnapshot, TopologySnapshot } from '../../../src/model/snapshot';
import type { Shape } from '../../../src/model/spec';

const server = {
  version: '8.0.2',
  product: 'redis',
  runId: 'r',
  uptimeSeconds: 1,
  loading: false,
  usedMemory: 1,
  maxMemory: 0,
  opsPerSecond: 0,
  keys: 0,
  connectedClients: 1,
} as const;

type Change = Partial<Omit<NodeSnapshot, 'container'>> & { container?: Partial<NodeSnapshot['container']> };

/** A node as it might have been observed. Index and port follow from its number. */
export function observed(number: number, answer: Answer, change: Change = {}): NodeSnapshot {
  return {
    id: `t/n${number}`,
    name: `n${number}`,
    intended: number === 0 ? 'master' : 'replica',
    shard: 0,
    index: number,
    port: 6379 + number,
    answer,
    ...change,
    container: {
      id: `c${number}`,
      name: `n${number}`,
      image: 'redis:8.0',
      state: 'running',
      status: 'Up',
      ip: `10.0.0.${number + 2}`,
      publishedPort: 6379 + number,
      networkName: 't',
      volumeName: 'v',
      ...change.container,
    },
  };
}

export function topology(
  shape: Shape,
  nodes: readonly NodeSnapshot[],
  state: TopologySnapshot['state'] = 'complete',
): TopologySnapshot {
  const origin = 'ours';
  return { id: 't', name: 't', origin, shape, engine: 'e', spec: undefined, state, nodes, revision: 1 };
}

/** A master's answer; replicas by number and acknowledged offset. */
export function master(
  offset = 100,
  replicas: readonly [number: number, offset: number][] = [],
  cluster?: Cluster,
): Answer {
  const seen = replicas.map(([n, o]) => ({
    ip: `10.0.0.${n + 2}`,
    port: 6379 + n,
    state: 'online',
    offset: o,
    lagSeconds: 0,
  }));
  return {
    kind: 'data',
    at: 1,
    tookMs: 1,
    server,
    replication: {
      role: 'master',
      replicationId: 'x',
      former: undefined,
      offset,
      replicas: seen,
      backlogHeld: 1,
      backlogSize: 1,
    },
    cluster,
  };
}

/** The answer of a replica of the node with that number. */
export function replica(of: number, link: 'up' | 'down' = 'up', cluster?: Cluster, offset = 0): Answer {
  return {
    kind: 'data',
    at: 1,
    tookMs: 1,
    server,
    cluster,
    replication: {
      role: 'replica',
      replicationId: 'x',
      former: undefined,
      masterHost: `10.0.0.${of + 2}`,
      masterPort: 6379 + of,
      link,
      linkDownSeconds: link === 'up' ? undefined : 12,
      lastIoSeconds: link === 'up' ? 0 : undefined,
      syncInProgress: false,
      sync: undefined,
      offset,
      readOnly: true,
      priority: 100,
    },
  };
}

type Cluster = Extract<Answer, { kind: 'data' }>['cluster'];

/** A cluster node's view: who it is, and who owns what; `masterOf` names a replica's master. */
export function view(
  me: string,
  owners: Record<string, SlotRange[]>,
  masterOf: Record<string, string> = {},
  state: 'ok' | 'fail' = 'ok',
): Cluster {
  const ids = [...new Set([...Object.keys(owners), ...Object.keys(masterOf)])];
  const peers = ids.map(
    (id, i): ClusterPeer => ({
      id,
      ip: '10.0.0.2',
      port: 1,
      busPort: 2,
      hostname: undefined,
      flags: [...(id === me ? ['myself'] : []), masterOf[id] ? 'slave' : 'master'],
      masterId: masterOf[id],
      configEpoch: i,
      linkConnected: true,
      slots: owners[id] ?? [],
    }),
  );
  return { myId: me, state, slotsAssigned: 0, currentEpoch: 1, peers, open: [] };
}

export function sentinel(change: Partial<SentinelView> = {}): Answer {
  const says: SentinelView = {
    masterName: 't',
    masterIp: '10.0.0.2',
    masterPort: 6379,
    flags: ['master'],
    quorum: 2,
    replicas: [],
    otherSentinels: [],
    configEpoch: 0,
    quorumVerdict: 'OK 3 usable Sentinels.',
    downAfterMs: 5000,
    failoverState: undefined,
    ...change,
  };
  return { kind: 'sentinel', at: 1, tookMs: 1, server, myId: 'm', tilt: false, views: [says] };
}
