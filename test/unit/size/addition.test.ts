import { describe, expect, test } from 'vitest';
import type { AdditionWish } from '../../../src/model/size/addition';
import { planAddition } from '../../../src/model/size/plan-addition';
import { specNow } from '../../../src/model/size/spec-now';
import type { TopologySnapshot } from '../../../src/model/snapshot';
import { defaultSpec, nodeCount, type Shape } from '../../../src/model/spec';
import { render } from '../../../src/model/text';
import { master, observed, replica, sentinel, topology, view } from '../model/observed';

const room = (count: number, first = 7006) => ({
  addresses: Array.from({ length: count }, (_, i) => `10.0.0.${i + 50}`),
  ports: Array.from({ length: count }, (_, i) => first + i),
});
const withSpec = (snapshot: TopologySnapshot, shape: Shape): TopologySnapshot => ({
  ...snapshot,
  spec: defaultSpec(shape, 't', 'redis:8.0'),
});
const planned = (snapshot: TopologySnapshot, wish: AdditionWish, count: number) => {
  const plan = planAddition(snapshot, wish, room(count));
  if (plan.kind === 'cannot') throw new Error(render(plan.why));
  return plan;
};
const refusal = (snapshot: TopologySnapshot, wish: AdditionWish) => {
  const plan = planAddition(snapshot, wish, room(5));
  return plan.kind === 'cannot' ? render(plan.why) : undefined;
};
const all = { a: [[0, 16383]] } as { a: [number, number][] };
const cluster = withSpec(topology('cluster', [observed(0, master(1, [], view('a', all)))]), 'cluster');
const group = withSpec(
  topology('replication', [observed(0, master(1, [[1, 1]])), observed(1, replica(0, 'up', undefined, 1))]),
  'replication',
);

describe('an addition', () => {
  test('a shard: a master and its replicas, of a shard of their own', () => {
    const plan = planned(cluster, { kind: 'shard', replicas: 2 }, 3);
    expect(plan.places.map((p) => `${p.name} ${p.role} ${p.shard} ${p.index} ${p.port}`)).toEqual([
      't-7006 master 1 1 7006',
      't-7007 replica 1 2 7007',
      't-7008 replica 1 3 7008',
    ]);
    expect(plan.spec).toMatchObject({ masters: 4 });
  });

  test('a replica stands in its master’s shard', () =>
    expect(planned(cluster, { kind: 'replica', of: 't/n0' }, 1).places[0]).toMatchObject({
      role: 'replica',
      shard: 0,
    }));

  test('the first sentinels change the shape; more are numbered on', () => {
    const plan = planned(group, { kind: 'sentinels', count: 3, quorum: 2 }, 3);
    expect(plan.spec).toMatchObject({ shape: 'sentinel', replicas: 2, sentinels: 3, quorum: 2 });
    expect(plan.places.map((p) => p.container)).toEqual(['t-sentinel-1', 't-sentinel-2', 't-sentinel-3']);
    const watcher = observed(2, sentinel(), { name: 'sentinel-3', intended: 'sentinel', shard: undefined });
    const watched = withSpec({ ...group, shape: 'sentinel', nodes: [...group.nodes, watcher] }, 'sentinel');
    expect(planned(watched, { kind: 'sentinels', count: 1, quorum: 2 }, 1).places[0]?.name).toBe(
      'sentinel-4',
    );
  });

  test('is refused with the reason', () => {
    const shard = { kind: 'shard', replicas: 0 } as const;
    expect(refusal(group, shard)).toContain('is no cluster');
    expect(refusal(cluster, { kind: 'sentinels', count: 1, quorum: 1 })).toContain('without sentinels');
    expect(refusal({ ...cluster, origin: 'found' }, shard)).toContain('not made here');
    const stopped = observed(1, { kind: 'notRunning', since: 0 });
    expect(refusal({ ...cluster, nodes: [...cluster.nodes, stopped] }, shard)).toContain(
      'n1 does not answer',
    );
    const holes = withSpec(
      topology('cluster', [observed(0, master(1, [], view('a', { a: [[0, 99]] })))]),
      'cluster',
    );
    expect(refusal(holes, shard)).toContain('16284 slots are not served');
  });
});

test.each([
  ['replication', ['master', 'replica'], 2],
  ['replication', ['replica', 'replica', 'replica', 'replica'], 4],
  ['sentinel', ['master', 'replica', 'sentinel'], 3],
  ['cluster', ['master', 'master', 'replica', 'replica'], 4],
] as const)('the spec of a %s topology counts what there is: %j', (shape, roles, count) => {
  const now = specNow(defaultSpec(shape, 't', 'x'), roles);
  expect(nodeCount(now)).toBe(count);
  if (now.shape === 'sentinel') expect(now.quorum).toBe(1);
});
