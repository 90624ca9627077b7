import type { SentinelView } from '../../../src/model/sentinel-view';
import type { NodeSnapshot } from '../../../src/model/snapshot';
import type { PageSnapshot } from '../../../src/protocol/to-page';
import { hexOf, ipOf, masterAnswer, NOW, node, replicaAnswer, type SentinelAnswer, server } from './nodes';
import { replication, snapshotOf, withNode } from './replication';
import { stopped } from './states';

const SENTINELS = 3;
const sentinelIp = (i: number) => ipOf(20 + i);

export function view(over: Partial<SentinelView> & { readonly self: number }): SentinelView {
  const { self, ...rest } = over;
  return {
    masterName: 'sessions',
    masterIp: ipOf(0),
    masterPort: 6379,
    flags: ['master'],
    quorum: 2,
    replicas: [1, 2].map((i) => ({
      ip: ipOf(i),
      port: 6379 + i,
      runId: hexOf(`r${i}`, 40),
      flags: ['slave'],
      linkOk: true,
      offset: 4_812_338,
    })),
    otherSentinels: Array.from({ length: SENTINELS }, (_, i) => i)
      .filter((i) => i !== self)
      .map((i) => ({
        ip: sentinelIp(i),
        port: 26379 + i,
        runId: hexOf(`s${i}`, 40),
        flags: ['sentinel'],
        lastHelloMs: 400 + 300 * i,
      })),
    configEpoch: 0,
    quorumVerdict: 'OK 3 usable Sentinels. Quorum and failover authorization can be reached',
    downAfterMs: 5000,
    failoverState: undefined,
    ...rest,
  };
}

export function sentinelNode(i: number, views: readonly SentinelView[]): NodeSnapshot {
  const answer: SentinelAnswer = {
    kind: 'sentinel',
    at: NOW,
    tookMs: 3,
    server: server({ opsPerSecond: 2, keys: 0 }),
    myId: hexOf(`s${i}`, 40),
    tilt: false,
    views,
  };
  const made = node({
    topology: 'sessions',
    name: `sessions-sentinel-${i + 1}`,
    intended: 'sentinel',
    index: i,
    port: 26379 + i,
    answer,
  });
  return { ...made, container: { ...made.container, ip: sentinelIp(i) } };
}

/** 1 master, 2 replicas, 3 sentinels that agree. */
export function sentinel(): PageSnapshot {
  const { nodes } = replication(2, 'sessions');
  const watchers = [0, 1, 2].map((self) => sentinelNode(self, [view({ self })]));
  return snapshotOf('sessions', 'sentinel', [...nodes, ...watchers]);
}

/**
 * In the middle of a failover: 6379 is stopped, 6380 is promoted, 6381 still asks the old master, sentinel 2 leads
 * and names the new master, the others have not heard of it yet.
 */
export function midFailover(): PageSnapshot {
  const old = withNode(sentinel(), 'sessions-6379', stopped);
  const promoted = withNode(old, 'sessions-6380', (n) => ({ ...n, answer: masterAnswer(4_812_338, []) }));
  const asking = withNode(promoted, 'sessions-6381', (n) => {
    const was = replicaAnswer(ipOf(0), 6379, 4_811_109);
    const replication = { ...was.replication, link: 'down', linkDownSeconds: 6, lastIoSeconds: undefined };
    return { ...n, answer: { ...was, replication } as typeof was };
  });
  const down = ['master', 's_down', 'o_down'];
  const views = [
    view({ self: 0, flags: down }),
    view({
      self: 1,
      masterIp: ipOf(1),
      masterPort: 6380,
      configEpoch: 1,
      failoverState: 'reconf_slaves',
      flags: ['master', 'failover_in_progress'],
    }),
    view({ self: 2, flags: down }),
  ];
  return views.reduce(
    (snapshot, v, i) => withNode(snapshot, `sessions-sentinel-${i + 1}`, () => sentinelNode(i, [v])),
    asking,
  );
}
