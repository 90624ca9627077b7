import { describe, expect, test } from 'vitest';
import { planRemoval } from '../../../src/model/size/plan-removal';
import type { NodeSnapshot, TopologySnapshot } from '../../../src/model/snapshot';
import { render } from '../../../src/model/text';
import { master, observed, replica, sentinel, topology, view } from '../model/observed';

const ways = (snapshot: TopologySnapshot, id: string) => {
  const removal = planRemoval(snapshot, id);
  if (removal.kind === 'cannot') throw new Error(render(removal.why));
  return removal.plans;
};
const refusal = (snapshot: TopologySnapshot, id: string) => {
  const removal = planRemoval(snapshot, id);
  return removal.kind === 'cannot' ? render(removal.why) : undefined;
};
const silent = { kind: 'unreachable', since: 0, cause: 'x', reason: 'timeout' } as const;
const watcher = (n: number, quorum = 2): NodeSnapshot =>
  observed(n, sentinel({ quorum }), { intended: 'sentinel', shard: undefined, name: `s${n}` });

describe('replication', () => {
  const group = topology('replication', [
    observed(
      0,
      master(100, [
        [1, 100],
        [2, 90],
      ]),
    ),
    observed(1, replica(0, 'up', undefined, 100)),
    observed(2, replica(0, 'up', undefined, 90)),
  ]);

  test('a replica goes by itself', () =>
    expect(ways(group, 't/n2')).toMatchObject([{ way: 'leave', leavers: [{ name: 'n2' }], remarks: [] }]));

  test('a master is handed over to the most up-to-date replica first', () =>
    expect(ways(group, 't/n0')).toMatchObject([{ way: 'handOver', successor: { name: 'n1' } }]));

  test('the last replica goes with a warning, the last node not at all', () => {
    const two = {
      ...group,
      nodes: [observed(0, master(1, [[1, 1]])), observed(1, replica(0, 'up', undefined, 1))],
    };
    expect(ways(two, 't/n1')[0]?.remarks.map((r) => render(r))).toEqual([
      'No replica is left: the data is on one node only',
    ]);
    const one = { ...group, nodes: [observed(0, master())] };
    expect(refusal(one, 't/n0')).toContain('no replica can take over');
  });

  test('without a master nobody goes: a replica may be all that is left', () => {
    const headless = { ...group, nodes: [observed(0, silent), ...group.nodes.slice(1)] };
    expect(refusal(headless, 't/n1')).toBe('0 nodes answer as master, not one');
  });

  test('what was not made here, is not complete or still grows is left alone', () => {
    expect(refusal({ ...group, origin: 'found' }, 't/n1')).toContain('not made here');
    expect(refusal({ ...group, state: 'incomplete' }, 't/n1')).toContain('not complete');
    const { answer: _, ...place } = observed(3, master());
    const joining = [{ ...place, addition: 'a', planned: 1, state: 'abandoned' as const }];
    expect(refusal({ ...group, joining }, 't/n1')).toContain('still being added');
  });
});

describe('sentinels', () => {
  const watched = (quorum: number, count: number) =>
    topology('sentinel', [
      observed(0, master(1, [[1, 1]])),
      observed(1, replica(0, 'up', undefined, 1)),
      ...Array.from({ length: count }, (_, i) => watcher(i + 2, quorum)),
    ]);

  test.each([
    [2, 3, undefined],
    [3, 4, 2],
    [3, 5, undefined],
    [5, 5, 4],
    [1, 3, undefined],
  ])('quorum %i of %i becomes %s', (quorum, count, after) =>
    expect(ways(watched(quorum, count), 't/n2')[0]?.quorum).toBe(after),
  );

  test('the last one stays', () => expect(refusal(watched(1, 1), 't/n2')).toContain('the last sentinel'));

  test('every sentinel that stays is told, one after another, and one that cannot be told is named', () => {
    const snapshot = watched(2, 3);
    const deaf = {
      ...snapshot,
      nodes: snapshot.nodes.map((n) => (n.id === 't/n4' ? { ...n, answer: silent } : n)),
    };
    const [plan] = ways(deaf, 't/n1');
    expect(plan?.steps.map((s) => s.node)).toEqual(['n1', 's2', 's3', 'n1']);
    expect(plan?.remarks.map((r) => render(r)).join()).toContain('s4 does not answer');
  });
});

describe('cluster', () => {
  const owners = { a: [[0, 5460]], b: [[5461, 10922]], c: [[10923, 16383]] } as const;
  const held = { a: [...owners.a], b: [...owners.b], c: [...owners.c] };
  const masterOf = { d: 'a' };
  const seen = (me: string) => view(me, held, masterOf);
  const cluster = topology('cluster', [
    observed(0, master(1, [[3, 1]], seen('a'))),
    observed(1, master(1, [], seen('b')), { shard: 1, intended: 'master' }),
    observed(2, master(1, [], seen('c')), { shard: 2, intended: 'master' }),
    observed(3, replica(0, 'up', seen('d'), 1)),
  ]);

  test('a master with a replica has three ways, the one that moves nothing first', () => {
    const plans = ways(cluster, 't/n0');
    expect(plans.map((p) => p.way)).toEqual(['handOver', 'repoint', 'together']);
    expect(plans[0]?.moves).toEqual([]);
    expect(plans[1]).toMatchObject({ leavers: [{ name: 'n0' }], repointed: [{ name: 'n3' }] });
    expect(plans[2]?.leavers.map((l) => l.name)).toEqual(['n0', 'n3']);
    expect(plans[1]?.moves.map((m) => m.to).sort()).toEqual(['t/n1', 't/n2']);
    expect(plans[1]?.remarks.map((r) => render(r)).join()).toContain('with fewer than 3');
  });

  test('its slots move before anybody is stopped, and it is forgotten before its container goes', () => {
    const steps = ways(cluster, 't/n0')[2]?.steps.map((s) => render(s.what)) ?? [];
    const at = (words: string) => steps.findIndex((s) => s.includes(words));
    expect(at('slots move to')).toBeLessThan(at('is stopped'));
    expect(at('is stopped')).toBeLessThan(at('forgets'));
    expect(at('forgets')).toBeLessThan(at('are removed'));
  });

  test('that the ban list lasts 60 s is said', () =>
    expect(
      ways(cluster, 't/n3')[0]
        ?.remarks.map((r) => render(r))
        .join(),
    ).toContain('For 60 s'));

  test('a silent node that others say owns slots stays', () => {
    const peers =
      seen('b')?.peers.map((p) => (p.id === 'a' ? { ...p, ip: '10.0.0.2', port: 6379 } : p)) ?? [];
    const said = { ...seen('b'), peers } as ReturnType<typeof view>;
    const nodes = [observed(0, silent), observed(1, master(1, [], said), { shard: 1 })];
    expect(refusal({ ...cluster, nodes }, 't/n0')).toContain('owns slots 0-5460');
  });
});
