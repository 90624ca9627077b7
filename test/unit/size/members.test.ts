import { expect, test } from 'vitest';
import { defaultSpec, type Shape } from '../../../src/model/spec';
import { byMembership, type Labelled, markHolders, whatItIs } from '../../../src/topology/members';

const one = (
  index: number,
  shape: Shape,
  addition?: string,
  role: 'master' | 'replica' | 'sentinel' = 'replica',
): Labelled => ({
  facts: { id: `c${index}`, name: `n${index}` },
  createdAt: addition === undefined ? 0 : 1000 + index,
  labels: {
    topology: 't',
    name: 't',
    shape,
    node: `n${index}`,
    role,
    index,
    shard: 0,
    port: 1,
    nodes: 1,
    addition,
    spec: defaultSpec(shape, 't', 'x'),
  },
});
const made = [one(1, 'replication'), one(0, 'replication', undefined, 'master')];
const added = [one(2, 'sentinel', 'a', 'sentinel'), one(3, 'sentinel', 'a', 'sentinel')];

test('what was added is a member when its own mark says so', () => {
  const ids = (rows: readonly Labelled[]) => rows.map((r) => r.facts.id);
  const before = byMembership([...made, ...added], new Set());
  expect([ids(before.members), ids(before.joining)]).toEqual([
    ['c0', 'c1'],
    ['c2', 'c3'],
  ]);
  const after = byMembership([...made, ...added], new Set(['c2', 'c3']));
  expect([ids(after.members), ids(after.joining)]).toEqual([['c0', 'c1', 'c2', 'c3'], []]);
});

test('the youngest member says what shape it is; sizes are counted', () => {
  expect(whatItIs(made, true)).toMatchObject({ shape: 'replication', spec: { replicas: 1 } });
  expect(whatItIs([...made, ...added], true)).toMatchObject({
    shape: 'sentinel',
    spec: { shape: 'sentinel', replicas: 1, sentinels: 2 },
  });
  // Half-made: what was asked for stays what it was, so that it is known what is lacking.
  expect(whatItIs(made, false).spec).toMatchObject({ replicas: 2 });
});

test('the mark of a topology is looked for on the first that was made with it, also when the very first went', () => {
  const holders = (rows: readonly Labelled[]) => markHolders(rows).map((r) => r.facts.id);
  expect(holders([...made, ...added])).toEqual(['c0', 'c2', 'c3']);
  expect(holders([one(1, 'replication'), ...added])).toEqual(['c1', 'c2', 'c3']);
  expect(holders(added)).toEqual(['c2', 'c3']);
});
