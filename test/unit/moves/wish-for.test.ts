import { expect, test } from 'vitest';
import { Failure } from '../../../src/model/failure';
import { type SpokenWish, wishFor } from '../../../src/model/moves/wish-for';
import { cluster } from '../findings/broken';

const topology = cluster();
const [first, second] = topology.nodes;
if (!first || !second) throw new Error('not two nodes');

function refusal(wish: SpokenWish): string {
  try {
    wishFor(topology, wish);
  } catch (error) {
    if (error instanceof Failure) return error.message;
    throw error;
  }
  throw new Error('was not refused');
}

test('nodes may be named by name or id', () => {
  const wish = { kind: 'reshard', from: [first.id], to: second.id, slots: { count: 10 } };
  expect(wishFor(topology, { how: 'move', from: [first.name], to: second.id, slots: 10 })).toEqual(wish);
  expect(wishFor(topology, { how: 'drain', from: [second.name] })).toMatchObject({ from: second.id });
  expect(wishFor(topology, { how: 'rebalance' })).toMatchObject({ kind: 'rebalance', includeEmpty: true });
});

test.each<[SpokenWish, RegExp]>([
  [{ how: 'move', slots: 1 }, /“to” is missing/],
  [{ how: 'move', to: first.name }, /“slots” is missing/],
  [{ how: 'drain' }, /“from” is missing/],
  [{ how: 'drain', from: [first.name, second.name] }, /“from” is missing/],
  [{ how: 'move', to: 'nobody', slots: 1 }, new RegExp(`no node nobody: known: ${first.name}`)],
  [{ how: 'everything' as 'move' }, /“how” is missing/],
])('what is missing or misspelt is refused by name: %j', (wish, words) => {
  expect(refusal(wish)).toMatch(words);
});
