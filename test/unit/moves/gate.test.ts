import { describe, expect, test } from 'vitest';
import type { SlotRange } from '../../../src/model/cluster-view';
import { areMoves, movesProblem } from '../../../src/model/moves/check-moves';
import { movingObstacle } from '../../../src/model/moves/obstacle';
import { openSlots } from '../../../src/model/moves/open-slots';
import { parseRanges } from '../../../src/model/moves/parse-ranges';
import { planMoves } from '../../../src/model/moves/plan-moves';
import type { Answer, TopologySnapshot } from '../../../src/model/snapshot';
import { master, observed, topology, view } from '../model/observed';

const OWNERS: Record<string, SlotRange[]> = { a: [[0, 8191]], b: [[8192, 16383]] };

function cluster(owners = OWNERS, change: (id: string, answer: Answer) => Answer = (_, a) => a) {
  const nodes = Object.keys(owners).map((id, i) =>
    observed(i, change(id, master(0, [], view(id, owners))), { intended: 'master', shard: i }),
  );
  return topology('cluster', nodes);
}

const opened = (): TopologySnapshot =>
  cluster(OWNERS, (id, answer) =>
    answer.kind === 'data' && answer.cluster && id === 'a'
      ? {
          ...answer,
          cluster: { ...answer.cluster, open: [{ slot: 7, kind: 'migrating', peerId: 'b' }] },
        }
      : answer,
  );

describe('slots are moved only where all is in order', () => {
  test('it is', () => expect(movingObstacle(cluster())).toBeUndefined());

  test.each([
    ['a slot is open', opened(), 'Slots {0} are open: finish or undo what is under way first.'],
    [
      'slots have no owner',
      cluster({ a: [[0, 100]], b: [[8192, 16383]] }),
      'Slots {0} are not served by any master.',
    ],
    [
      'two claim a slot',
      cluster({ a: [[0, 9000]], b: [[8192, 16383]] }),
      'Nodes do not agree who owns slots {0}',
    ],
    ['it is no cluster', topology('replication', [observed(0, master())]), 'Only a cluster has slots.'],
    ['it is being made', { ...cluster(), state: 'making' as const }, 'The cluster is not complete.'],
    [
      'a node says that it is down',
      cluster(OWNERS, (_, a) =>
        a.kind === 'data' && a.cluster ? { ...a, cluster: { ...a.cluster, state: 'fail' } } : a,
      ),
      '{0} says the cluster is down',
    ],
  ])('%s', (_, snapshot, why) => {
    expect(movingObstacle(snapshot)?.key).toBe(why);
    expect(planMoves(snapshot, { kind: 'drain', from: 't/n0', includeEmpty: false })).toMatchObject({
      kind: 'cannot',
      why: { key: why },
    });
  });

  test('a master that does not answer is named', () => {
    const snapshot = cluster();
    const silent: Answer = { kind: 'unreachable', since: 0, cause: 'x', reason: 'timeout' };
    const nodes = snapshot.nodes.map((n, i) => (i === 1 ? { ...n, answer: silent } : n));
    // Peers of these views carry one address; give it to the silent node.
    const [first, second] = nodes;
    const named = [
      first,
      second && { ...second, port: 1, container: { ...second.container, ip: '10.0.0.2' } },
    ];
    const obstacle = movingObstacle({ ...snapshot, nodes: named.filter((n) => n !== undefined) });
    expect(obstacle).toMatchObject({
      key: '{0} does not answer, and others say that it has slots.',
      args: ['n1'],
    });
  });

  test('open slots are told once, whoever tells of them', () => expect(openSlots(opened())).toEqual([7]));
});

describe('moves that were planned before', () => {
  const move = (slots: SlotRange[], from = 't/n0', to = 't/n1') => [{ from, to, slots }];

  test('fit', () => expect(movesProblem(cluster(), move([[0, 10]]))).toBeUndefined());

  test.each([
    ['none', [], 'No slot is to be moved.'],
    [
      'of slots that went meanwhile',
      move([[8190, 8192]]),
      '{0} does not have the same slots any more: look at the plan again.',
    ],
    [
      'twice the same',
      [...move([[0, 1]]), ...move([[1, 2]])],
      '{0} does not have the same slots any more: look at the plan again.',
    ],
    [
      'to a node that is gone',
      move([[0, 1]], 't/n0', 't/n9'),
      'The chosen node is not a master that answers.',
    ],
    ['to itself', move([[0, 1]], 't/n0', 't/n0'), 'The chosen node is not a master that answers.'],
  ])('%s', (_, moves, why) => expect(movesProblem(cluster(), moves)?.key).toBe(why));

  test('have a form', () => {
    expect(areMoves(move([[0, 1]]))).toBe(true);
    for (const bad of [undefined, {}, [1], [{ from: 'a', to: 'b' }], move([[1, 0]]), move([[0, 16384]])])
      expect(areMoves(bad), JSON.stringify(bad)).toBe(false);
  });
});

test.each([
  [
    '0-100, 7000 8000-8001',
    [
      [0, 100],
      [7000, 7000],
      [8000, 8001],
    ],
  ],
  ['5-9,7-12', [[5, 12]]],
  ['16383', [[16383, 16383]]],
  ['16384', undefined],
  ['9-5', undefined],
  ['1,x', undefined],
  ['', undefined],
])('ranges are read: %j', (words, ranges) => expect(parseRanges(words)).toEqual(ranges));
