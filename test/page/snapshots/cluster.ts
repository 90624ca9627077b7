import type { ClusterPeer, ClusterView, OpenSlot, SlotRange } from '../../../src/model/cluster-view';
import type { NodeSnapshot } from '../../../src/model/snapshot';
import type { PageSnapshot } from '../../../src/protocol/to-page';
import { hexOf, ipOf, masterAnswer, node, replicaAnswer, server } from './nodes';
import { snapshotOf } from './replication';
import { stopped } from './states';

const OFFSET = 4_812_338;

interface Options {
  readonly masters?: number;
  readonly replicasPerMaster?: number;
  readonly name?: string;
  /** Slots of each master; an even share each when left out. */
  readonly slots?: readonly (readonly SlotRange[])[];
  readonly firstPort?: number;
  /** Only the first node tells of all others; the rest of themselves and their master. */
  readonly oneTells?: boolean;
}

/** A cluster as `CLUSTER NODES` of each node tells of it; all agree. */
export function cluster(options: Options = {}): PageSnapshot {
  const { masters = 3, replicasPerMaster = 1, name = 'orders', firstPort = 7000, oneTells = false } = options;
  const slots = options.slots ?? evenly(masters);
  const perShard = 1 + replicasPerMaster;
  const places = Array.from({ length: masters * perShard }, (_, i) => ({
    i,
    shard: Math.floor(i / perShard),
    master: i % perShard === 0,
    port: firstPort + i,
    name: `${name}-${firstPort + i}`,
  }));
  const ids = places.map(({ i }) => hexOf(`${name}${i}`, 40));
  const idOf = (i: number) => ids[i] ?? '';
  const toldBy = (me: number) =>
    oneTells && me > 0
      ? places.filter((p) => p.i === me || p.i === Math.floor(me / perShard) * perShard)
      : places;
  const peersFor = (me: number): ClusterPeer[] =>
    toldBy(me).map((p) => ({
      id: idOf(p.i),
      ip: ipOf(p.i),
      port: p.port,
      busPort: p.port + 10_000,
      hostname: undefined,
      flags: [...(p.i === me ? ['myself'] : []), p.master ? 'master' : 'slave'],
      masterId: p.master ? undefined : idOf(p.shard * perShard),
      configEpoch: p.shard + 1,
      linkConnected: true,
      slots: p.master ? (slots[p.shard] ?? []) : [],
    }));
  const assigned = slots.flat().reduce((sum, [a, b]) => sum + b - a + 1, 0);
  const viewOf = (me: number): ClusterView => ({
    myId: idOf(me),
    state: 'ok',
    slotsAssigned: assigned,
    currentEpoch: masters,
    peers: peersFor(me),
    open: [],
  });
  const nodes = places.map((p): NodeSnapshot => {
    const mine = places.filter((q) => q.shard === p.shard && !q.master);
    const seen = mine.map((q, k) => ({
      ip: ipOf(q.i),
      port: q.port,
      state: 'online',
      offset: OFFSET - (p.shard === 2 ? 1229 : 0) - k,
      lagSeconds: 0,
    }));
    const facts = {
      ...server({ product: 'valkey', version: '9.1.2', usedMemory: 98_200_000, keys: 333_402 }),
    };
    const over = { cluster: viewOf(p.i), server: { ...facts, keys: facts.keys - p.shard * 25 } };
    const top = p.shard * perShard;
    return node({
      topology: name,
      name: p.name,
      intended: p.master ? 'master' : 'replica',
      shard: p.shard,
      index: p.i % perShard,
      port: p.port,
      image: 'valkey/valkey:9.1',
      answer: p.master
        ? masterAnswer(OFFSET, seen, over)
        : replicaAnswer(ipOf(top), firstPort + top, OFFSET - 12, over),
    });
  });
  const placed = nodes.map((n, i) => ({ ...n, container: { ...n.container, ip: ipOf(i) } }));
  return snapshotOf(name, 'cluster', placed);
}

function evenly(masters: number): SlotRange[][] {
  const from = (i: number) => Math.round((i * 16384) / masters);
  return Array.from({ length: masters }, (_, i) => [[from(i), from(i + 1) - 1] as const]);
}

/** Slots 5461 to 6000 belong to nobody. */
export const clusterWithHole = (): PageSnapshot =>
  cluster({ slots: [[[0, 5460]], [[6001, 10922]], [[10923, 16383]]] });

/** 50 masters with a replica each. */
export const hundredNodes = (): PageSnapshot => cluster({ masters: 50, name: 'grid' });

/**
 * 500 masters with a replica each. One node tells of all the others; of the rest only what they say of themselves and
 * their master is there, since a thousand views of a thousand nodes are no test of the page.
 */
export const thousandNodes = (): PageSnapshot => cluster({ masters: 500, name: 'vast', oneTells: true });

/** Slots 100 to 115 are on their way from 7000 to 7004; 9000 is imported by 7000, and 7002 does not know of it. */
export function movingSlots(): PageSnapshot {
  const snapshot = cluster();
  const idOf = (i: number) => hexOf(`orders${i}`, 40);
  const moving = Array.from({ length: 16 }, (_, i) => 100 + i);
  const open: Readonly<Record<string, readonly OpenSlot[]>> = {
    'orders-7000': [
      ...moving.map((slot) => ({ slot, kind: 'migrating', peerId: idOf(4) }) as const),
      { slot: 9000, kind: 'importing', peerId: idOf(2) },
    ],
    'orders-7004': moving.map((slot) => ({ slot, kind: 'importing', peerId: idOf(0) })),
  };
  const nodes = snapshot.nodes.map((n) =>
    n.answer.kind === 'data' && n.answer.cluster
      ? { ...n, answer: { ...n.answer, cluster: { ...n.answer.cluster, open: open[n.name] ?? [] } } }
      : n,
  );
  return { ...snapshot, nodes };
}

/** 7002 is stopped; the others agree that it failed, and its replica has not been elected yet. */
export function clusterFailover(): PageSnapshot {
  const snapshot = cluster();
  const failed = hexOf('orders2', 40);
  const nodes = snapshot.nodes.map((n): NodeSnapshot => {
    if (n.name === 'orders-7002') return stopped(n);
    if (n.answer.kind !== 'data' || !n.answer.cluster) return n;
    const peers = n.answer.cluster.peers.map((p) =>
      p.id === failed ? { ...p, flags: ['master', 'fail'], linkConnected: false } : p,
    );
    return { ...n, answer: { ...n.answer, cluster: { ...n.answer.cluster, peers } } };
  });
  return { ...snapshot, nodes };
}
