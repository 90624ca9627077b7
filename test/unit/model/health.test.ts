import { describe, expect, test } from 'vitest';
import { describeNode } from '../../../src/model/describe';
import { nodeHealth } from '../../../src/model/node-health';
import type { TopologySnapshot } from '../../../src/model/snapshot';
import { arrange, lagBytes } from '../../../src/model/structure';
import { render } from '../../../src/model/text';
import { topologyHealth } from '../../../src/model/topology-health';
import { master, observed, replica, sentinel, topology, view } from './observed';

const says = (t: TopologySnapshot) => `${topologyHealth(t).level}: ${render(topologyHealth(t).sentence)}`;
const stopped = { kind: 'notRunning', since: 1 } as const;
const unreachable = {
  kind: 'unreachable',
  since: 1,
  cause: 'connect ECONNREFUSED',
  reason: 'refused',
} as const;
const exited = { container: { state: 'exited', status: 'Exited (0) 2 seconds ago' } } as const;

describe('replication', () => {
  test('well', () => {
    const t = topology('replication', [
      observed(
        0,
        master(100, [
          [1, 100],
          [2, 60],
        ]),
      ),
      observed(1, replica(0)),
      observed(2, replica(0, 'up', undefined, 60)),
    ]);
    expect(says(t)).toBe('ok: n0 is master; 2 of 2 replicas in sync');
    expect(t.nodes.map((n) => render(describeNode(n, t)))).toEqual([
      'master',
      'replica of n0 · lag 0 B',
      'replica of n0 · lag 40 B',
    ]);
  });
  test('a stopped replica', () => {
    const t = topology('replication', [
      observed(0, master(100, [[1, 100]])),
      observed(1, replica(0)),
      observed(2, stopped, exited),
    ]);
    expect(says(t)).toBe('warning: n0 is master; 1 of 2 replicas in sync; n2: stopped');
    expect(arrange(t).shards[0]?.replicas.map((n) => n.name)).toEqual(['n1', 'n2']);
  });
  test('the master does not answer: nobody is taken for it', () => {
    const t = topology('replication', [
      observed(0, unreachable),
      observed(1, replica(0, 'down')),
      observed(2, replica(0, 'down')),
    ]);
    expect(says(t)).toMatch(/^error: No node answers as master; n0: does not answer: connect ECONNREFUSED/);
    expect(arrange(t).shards.map((s) => s.master)).toEqual([undefined]);
    expect(lagBytes(t.nodes[1] ?? observed(9, stopped), t)).toBeUndefined();
  });
  test('two masters', () => {
    const t = topology('replication', [
      observed(0, master()),
      observed(1, master()),
      observed(2, replica(1)),
    ]);
    expect(says(t)).toBe('error: 2 nodes answer as master: n0, n1');
    expect(arrange(t).shards.map((s) => `${s.master?.name}>${s.replicas.map((r) => r.name)}`)).toEqual([
      'n0>',
      'n1>n2',
    ]);
  });
  test('a replica of a replica stands under the master at the root', () => {
    const t = topology('replication', [
      observed(0, master()),
      observed(1, replica(0)),
      observed(2, replica(1)),
    ]);
    expect(arrange(t).shards[0]?.replicas.map((n) => n.name)).toEqual(['n1', 'n2']);
  });
  test('a ring of replicas has no master and ends', () => {
    const t = topology('replication', [
      observed(0, replica(1)),
      observed(1, replica(0)),
      observed(2, replica(1)),
    ]);
    expect(says(t)).toMatch(/^error: No node answers as master/);
  });
  test('places do not change when another becomes master', () => {
    const before = topology('replication', [
      observed(0, master()),
      observed(1, replica(0)),
      observed(2, replica(0)),
    ]);
    const after = topology('replication', [
      observed(0, replica(1)),
      observed(1, master()),
      observed(2, replica(1)),
    ]);
    expect(arrange(before).shards[0]?.replicas.map((n) => n.index)).toEqual([1, 2]);
    expect(arrange(after).shards[0]?.replicas.map((n) => n.index)).toEqual([0, 2]);
  });
  test('everything stopped is no error', () => {
    expect(says(topology('replication', [observed(0, stopped, exited), observed(1, stopped, exited)]))).toBe(
      'off: All 2 nodes are stopped',
    );
  });
});

describe('containers', () => {
  test.each([
    ['exited', 'Exited (0) 1 second ago', 'off', 'stopped'],
    ['exited', 'Exited (137) 1 second ago', 'off', 'stopped'],
    ['exited', 'Exited (1) 1 second ago', 'error', 'ended by itself: Exited (1) 1 second ago'],
    ['paused', 'Up (Paused)', 'warning', 'paused'],
    ['restarting', 'Restarting (1)', 'error', 'keeps restarting (Restarting (1))'],
    ['created', 'Created', 'off', 'never started'],
  ] as const)('%s %s', (state, status, level, sentence) => {
    const n = observed(0, stopped, { container: { state, status } });
    const h = nodeHealth(n, topology('replication', [n]));
    expect([h.level, render(h.sentence)]).toEqual([level, sentence]);
  });
});

describe('sentinel', () => {
  const data = [observed(0, master(1, [[1, 1]])), observed(1, replica(0))];
  const s = (number: number, change = {}) =>
    observed(number, sentinel(change), { intended: 'sentinel', shard: undefined });
  test('all agree', () => {
    expect(says(topology('sentinel', [...data, s(2), s(3), s(4)]))).toBe(
      'ok: n0 is master; 1 of 1 replicas in sync; 3 of 3 sentinels agree',
    );
  });
  test('one names another master', () => {
    const t = topology('sentinel', [...data, s(2), s(3), s(4, { masterIp: '10.0.0.9' })]);
    expect(says(t)).toBe(
      'warning: n0 is master; 1 of 1 replicas in sync; 2 of 3 sentinels agree; n4: names another master: 10.0.0.9:6379',
    );
  });
  test('no quorum is an error in the sentinel’s own words', () => {
    const t = topology('sentinel', [
      ...data,
      s(2, { quorumVerdict: 'NOQUORUM 1 usable Sentinels.' }),
      observed(3, stopped, { ...exited, intended: 'sentinel' }),
      observed(4, stopped, { ...exited, intended: 'sentinel' }),
    ]);
    expect(says(t)).toMatch(/^error: .*n2: NOQUORUM 1 usable Sentinels\./);
  });
});

describe('cluster', () => {
  const owners = { a: [[0, 8191]], b: [[8192, 16383]] } as Record<string, [number, number][]>;
  const masters = { c: 'a' };
  const shard = (n: number) => ({ shard: n });
  const make = (changed: Record<string, [number, number][]> = owners) =>
    topology('cluster', [
      observed(0, master(1, [[1, 1]], view('a', owners, masters)), shard(0)),
      observed(1, replica(0, 'up', view('c', owners, masters)), shard(0)),
      observed(2, master(1, [], view('b', changed, masters)), { ...shard(1), intended: 'master' }),
    ]);
  test('a master without a replica is told', () => {
    expect(says(make())).toBe('warning: All 16384 slots are served by 2 masters; no replica in sync for n2');
  });
  test('holes are told with their slots', () => {
    expect(says(make({ ...owners, b: [[9000, 16383]] }))).toMatch(
      /^error: 808 of 16384 slots are not served: 8192-8999/,
    );
  });
  test('disagreement is told with its slots', () => {
    expect(says(make({ a: [[0, 8000]], b: [[8001, 16383]] }))).toBe(
      'error: Nodes do not agree who owns slots 8001-8191',
    );
  });
  test('a master that does not answer leaves its slots unserved, whatever others remember', () => {
    const t = make();
    const nodes = t.nodes.map((n) => (n.index === 2 ? { ...n, answer: unreachable } : n));
    expect(says({ ...t, nodes })).toMatch(
      /^error: 8192 of 16384 slots are not served: 8192-16383; n2: does not answer/,
    );
  });
});
