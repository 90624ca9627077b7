import type { NodeSnapshot } from '../../../src/model/snapshot';
import type { PageSnapshot } from '../../../src/protocol/to-page';
import { ipOf, masterAnswer, node, replicaAnswer } from './nodes';

const OFFSET = 4_812_338;

/** 1 master and some replicas, all in sync; each replica a little further behind than the one before. */
export function replication(replicas = 2, name = 'cache', first = 6379): PageSnapshot {
  const seen = Array.from({ length: replicas }, (_, i) => ({
    ip: ipOf(i + 1),
    port: first + i + 1,
    state: 'online',
    offset: OFFSET - i * 1229,
    lagSeconds: i % 2,
  }));
  const master = node({
    topology: name,
    name: `${name}-${first}`,
    intended: 'master',
    shard: 0,
    index: 0,
    port: first,
    answer: masterAnswer(OFFSET, seen),
  });
  const rest = seen.map(({ port, offset }, i) =>
    node({
      topology: name,
      name: `${name}-${port}`,
      intended: 'replica',
      shard: 0,
      index: i + 1,
      port,
      answer: replicaAnswer(ipOf(0), first, offset),
    }),
  );
  return snapshotOf(name, 'replication', [master, ...rest]);
}

export function snapshotOf(
  name: string,
  shape: PageSnapshot['shape'],
  nodes: readonly NodeSnapshot[],
): PageSnapshot {
  return {
    id: name,
    name,
    origin: 'ours',
    shape,
    engine: 'unix:///var/run/docker.sock',
    state: 'complete',
    nodes,
    revision: 1,
  };
}

/** The snapshot with one node changed. */
export function withNode(
  snapshot: PageSnapshot,
  name: string,
  change: (node: NodeSnapshot) => NodeSnapshot,
): PageSnapshot {
  return { ...snapshot, nodes: snapshot.nodes.map((n) => (n.name === name ? change(n) : n)) };
}

/** 6380 has copied two fifths of its master's data; its master makes the copy for 6381; 6382 gets a stream. */
export function copying(): PageSnapshot {
  const progress = [
    { readBytes: 7_651_328, totalBytes: 19_839_853 },
    { readBytes: 0, totalBytes: 'preparing' as const },
    { readBytes: 4_194_304, totalBytes: 'streamed' as const },
  ];
  return progress.reduce(
    (snapshot, sync, i) =>
      withNode(snapshot, `cache-${6380 + i}`, (n) => {
        if (n.answer.kind !== 'data' || n.answer.replication.role !== 'replica') return n;
        const { replication } = n.answer;
        const link = { link: 'down' as const, linkDownSeconds: 3, lastIoSeconds: undefined, offset: 0 };
        return {
          ...n,
          answer: { ...n.answer, replication: { ...replication, ...link, syncInProgress: true, sync } },
        };
      }),
    replication(3),
  );
}
