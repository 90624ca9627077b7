import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { keyInSlots, keySlot } from '../../../src/model/key-slot';
import { allotSlots } from '../../../src/model/slot-allocation';
import { rangesWhere } from '../../../src/model/slot-owners';

describe('allotSlots', () => {
  test('three masters get what redis-cli gives them', () => {
    expect(allotSlots(3)).toEqual([
      [0, 5460],
      [5461, 10922],
      [10923, 16383],
    ]);
  });
  test('every number of masters covers all slots, without overlap, as evenly as can be', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), (masters) => {
        const ranges = allotSlots(masters);
        expect(ranges[0]?.[0]).toBe(0);
        expect(ranges.at(-1)?.[1]).toBe(16383);
        for (const [i, [first]] of ranges.slice(1).entries())
          expect(first).toBe((ranges[i]?.[1] ?? Number.NaN) + 1);
        const sizes = ranges.map(([a, b]) => b - a + 1);
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(2);
      }),
    );
  });
});

describe('keySlot', () => {
  // Values of the cluster specification and of CLUSTER KEYSLOT on a real server (redis 8.0).
  test.each([
    ['123456789', 12739],
    ['foo', 12182],
    ['{user1000}.following', 3443],
    ['{user1000}.followers', 3443],
    ['foo{}{bar}', 8363],
    ['foo{{bar}}zap', 4015],
    ['foo{bar}{zap}', 5061],
    ['', 0],
    ['键', 16043],
  ])('%s → %d', (key, slot) => expect(keySlot(key)).toBe(slot));
  test('keyInSlots finds a key in any range', () => {
    for (const range of allotSlots(16)) {
      const slot = keySlot(keyInSlots('probe:', range));
      expect(slot >= range[0] && slot <= range[1]).toBe(true);
    }
  });
});

test('rangesWhere gives just the slots for which the test holds', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 16383 }), { maxLength: 50 }), (slots) => {
      const wanted = new Set(slots);
      const found = rangesWhere((s) => wanted.has(s)).flatMap(([a, b]) =>
        Array.from({ length: b - a + 1 }, (_, i) => a + i),
      );
      expect(found).toEqual([...wanted].sort((a, b) => a - b));
    }),
  );
});
