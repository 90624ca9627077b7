import { expect, test } from 'vitest';
import { savedIdsOf, savedRowId } from '../../../src/ui/saved-row-id';

const [a, b] = ['a', 'b'].map((id) => savedRowId('engine:tcp://far:2376', id));

test('a command means all selected rows of saved data, else the one that it was chosen on, and no others', () => {
  expect(savedIdsOf([a])).toEqual(['a']);
  expect(savedIdsOf([a, [a, b]])).toEqual(['a', 'b']);
  expect(savedIdsOf([a, [a, 'some-topology', 'some-topology/node']])).toEqual(['a']);
  for (const args of [[], ['some-topology'], ['engine:tcp://far:2376#saved'], [{}]])
    expect(savedIdsOf(args)).toEqual([]);
});
