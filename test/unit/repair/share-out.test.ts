import { expect, it } from 'vitest';
import { shareOut } from '../../../src/model/repair/share-out';

/** Numbers that look random and are the same each time. */
function* numbers(seed: number): Generator<number> {
  let x = seed;
  for (;;) {
    x = (x * 1_103_515_245 + 12_345) % 2_147_483_648;
    yield x;
  }
}

it('fills the write-up’s hole with the master that stands around it', () => {
  const slots = [...Array(324).keys()]
    .map((i) => 1037 + i)
    .concat([...Array(10_923).keys()].map((i) => 5461 + i));
  const owners = shareOut(slots, [
    { id: 'A', has: 5137 },
    { id: 'B', has: 0 },
    { id: 'C', has: 0 },
  ]);
  expect([owners.get(1037), owners.get(1360), owners.get(5461), owners.get(16_383)]).toEqual([
    'A',
    'A',
    'B',
    'C',
  ]);
});

it('gives every slot to somebody, and nobody gets more than who has least needs', () => {
  const random = numbers(7);
  const next = (below: number) => (random.next().value ?? 0) % below;
  for (let round = 0; round < 300; round++) {
    const masters = Array.from({ length: 1 + next(6) }, (_, i) => ({ id: `m${i}`, has: next(3000) }));
    const slots = Array.from({ length: next(2000) }, (_, i) => i * 2);
    const owners = shareOut(slots, masters);
    expect(owners.size).toBe(slots.length);
    const after = masters.map((m) => ({
      got: [...owners.values()].filter((id) => id === m.id).length,
      total: m.has + [...owners.values()].filter((id) => id === m.id).length,
    }));
    const least = Math.min(...after.map((a) => a.total));
    for (const { got, total } of after) if (got > 0) expect(total - least).toBeLessThanOrEqual(1);
  }
});
