import type { ClusterPeer, ClusterView, OpenSlot, SlotRange } from '../../../src/model/cluster-view';
import type { ConfigEvidence, ContainerEvidence, NodeEvidence } from '../../../src/model/evidence';
import { findings } from '../../../src/model/findings/findings';
import type { Answer, NodeSnapshot, ReplicaFacts, TopologySnapshot } from '../../../src/model/snapshot';
import { render } from '../../../src/model/text';
import { master, observed, replica, sentinel, topology } from '../model/observed';

/** The rules that find something in a snapshot, each once, in order of their names. */
export const rulesOf = (t: TopologySnapshot): string[] =>
  [...new Set(findings(t, 1000).map((f) => f.rule))].sort();

/** What is said, worst first. */
export const saidOf = (t: TopologySnapshot): string[] => findings(t, 1000).map((f) => render(f.what));

export const config: ConfigEvidence = {
  persistent: true,
  dir: '/data',
  entrance: { unnamed: 'open', users: ['default'] },
  masterLogin: undefined,
  protectedMode: false,
  minReplicasToWrite: 0,
  minReplicasMaxLag: 10,
  requireFullCoverage: true,
  announceIp: '',
  announceHostname: '',
  announceClientIp: '',
  replicaBufferLimit: '268435456 67108864 60',
};

export const container: ContainerEvidence = {
  image: 'redis:8.0',
  imageId: 'sha256:1',
  restartPolicy: 'no',
  restartCount: 0,
  oomKilled: false,
  memoryLimit: 0,
  networks: [{ name: 't', address: '', isFixed: true }],
  mounts: [{ type: 'volume', destination: '/data', source: 'v', writable: true }],
};

const counters = { at: 60_000, fullSyncs: 2, offset: 100, replicationId: 'x', machineMemory: 1_000_000 };

export const evidence = (change: Partial<NodeEvidence> = {}): NodeEvidence => ({
  at: 1,
  config,
  container,
  counters,
  ...change,
});

/** The snapshot with some nodes changed, by name. */
export function changed(
  t: TopologySnapshot,
  changes: Readonly<Record<string, (n: NodeSnapshot) => NodeSnapshot>>,
): TopologySnapshot {
  return { ...t, nodes: t.nodes.map((n) => changes[n.name]?.(n) ?? n) };
}

export const withEvidence =
  (change: Partial<NodeEvidence>) =>
  (n: NodeSnapshot): NodeSnapshot => ({ ...n, evidence: evidence(change) });
export const withConfig = (change: Partial<ConfigEvidence>) =>
  withEvidence({ config: { ...config, ...change } });
export const inContainer = (change: Partial<ContainerEvidence>) =>
  withEvidence({ container: { ...container, ...change } });
export const answering =
  (answer: Answer) =>
  (n: NodeSnapshot): NodeSnapshot => ({ ...n, answer });
export const stopped = (n: NodeSnapshot): NodeSnapshot => ({
  ...n,
  container: { ...n.container, state: 'exited', status: 'Exited (0)' },
  answer: { kind: 'notRunning', since: 1 },
});

/** A replica's answer with other facts. */
export function replicaWith(of: number, change: Partial<ReplicaFacts>): Answer {
  const answer = replica(of);
  if (answer.kind !== 'data') throw new Error('no data');
  return { ...answer, replication: { ...answer.replication, ...change } as ReplicaFacts };
}

/** n0 is master of n1 and n2. */
export const replication = (): TopologySnapshot => ({
  ...topology('replication', [
    observed(
      0,
      master(100, [
        [1, 100],
        [2, 100],
      ]),
    ),
    observed(1, replica(0)),
    observed(2, replica(0)),
  ]),
  nodes: [
    observed(
      0,
      master(100, [
        [1, 100],
        [2, 100],
      ]),
    ),
    observed(1, replica(0)),
    observed(2, replica(0)),
  ].map(withEvidence({})),
});

const SENTINELS = [3, 4, 5];
const runId = (n: number) => `s${n}`;
export const peersOf = (me: number) =>
  SENTINELS.filter((n) => n !== me).map((n) => ({
    ip: `10.0.0.${n + 2}`,
    port: 6379 + n,
    runId: runId(n),
    flags: ['sentinel'],
    lastHelloMs: 0,
  }));

export function sentinelSays(n: number, change: Parameters<typeof sentinel>[0] = {}): Answer {
  const answer = sentinel({ otherSentinels: peersOf(n), ...change });
  return answer.kind === 'sentinel' ? { ...answer, myId: runId(n) } : answer;
}

/** The same with three sentinels, n3 to n5. */
export function watched(): TopologySnapshot {
  const monitored = [{ name: 't', quorum: 2, downAfterMs: 5000, failoverTimeoutMs: 60_000 }];
  const file = { path: '/data/sentinel.conf', monitors: ['t'], settings: [], logins: [] };
  const sentinels = SENTINELS.map((n) =>
    observed(n, sentinelSays(n), { intended: 'sentinel', shard: undefined }),
  ).map((n) => ({ ...n, evidence: { at: 1, container, monitored, file } }));
  return { ...topology('sentinel', [...replication().nodes, ...sentinels]) };
}

/** How a cluster of three masters and three replicas (n0 n2 n4, n1 n3 n5; ids a to f) is changed. */
export interface ClusterChange {
  /** Slots of each master; by the one who says it, or all. */
  readonly slots?: (id: string, by: string) => readonly SlotRange[] | undefined;
  readonly epoch?: (id: string) => number | undefined;
  readonly open?: Readonly<Record<string, readonly OpenSlot[]>>;
  readonly peer?: (peer: ClusterPeer, by: string) => ClusterPeer | undefined;
  /** More lines, which every node says. */
  readonly more?: readonly ClusterPeer[];
  readonly state?: ClusterView['state'];
}

const IDS = ['a', 'b', 'c', 'd', 'e', 'f'];
const OWN: Readonly<Record<string, readonly SlotRange[]>> = {
  a: [[0, 5460]],
  c: [[5461, 10_922]],
  e: [[10_923, 16_383]],
};

export function clusterPeer(id: string, change: Partial<ClusterPeer> = {}): ClusterPeer {
  const n = IDS.indexOf(id);
  const isMaster = n % 2 === 0;
  return {
    id,
    ip: `10.0.0.${n + 2}`,
    port: 6379 + n,
    busPort: 16_379 + n,
    hostname: undefined,
    flags: [isMaster ? 'master' : 'slave'],
    masterId: isMaster ? undefined : IDS[n - 1],
    configEpoch: Math.floor(n / 2) + 1,
    linkConnected: true,
    slots: OWN[id] ?? [],
    ...change,
  };
}

export function cluster(change: ClusterChange = {}): TopologySnapshot {
  const viewOf = (by: string): ClusterView => ({
    myId: by,
    state: change.state ?? 'ok',
    slotsAssigned: 16_384,
    currentEpoch: 3,
    open: change.open?.[by] ?? [],
    peers: [...IDS.map((id) => clusterPeer(id)), ...(change.more ?? [])].flatMap((p) => {
      const slots = change.slots?.(p.id, by) ?? p.slots;
      const configEpoch = change.epoch?.(p.id) ?? p.configEpoch;
      const flags = p.id === by ? ['myself', ...p.flags] : p.flags;
      const line = { ...p, slots, configEpoch, flags };
      return change.peer ? (change.peer(line, by) ?? []) : line;
    }),
  });
  const nodes = IDS.map((id, n) => {
    const answer = n % 2 === 0 ? master(100, [[n + 1, 100]], viewOf(id)) : replica(n - 1, 'up', viewOf(id));
    return {
      ...observed(n, answer),
      shard: Math.floor(n / 2),
      evidence: evidence({ addressReachable: true }),
    };
  });
  return topology('cluster', nodes);
}
