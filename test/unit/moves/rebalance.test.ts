import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rangesOf } from '../../../src/model/moves/move';
import { planRebalance } from '../../../src/model/moves/rebalance';
import { countSlots } from '../../../src/model/structure';
import { anyCluster, carriedOut, countsAfter, masters, movesIn } from './clusters';

/** Each run carries out a plan for all 16384 slots. */
const RUNS = { numRuns: 60 };
const LONG_MS = 30_000;

const wish = { kind: 'rebalance', weights: {}, thresholdPercent: 2, includeEmpty: false } as const;

test('with a threshold of 0 everybody gets the exact share, but for rounding', () => {
  const held = masters([[0, 8191]], [[8192, 12287]], [[12288, 16383]]);
  expect(countsAfter(held, planRebalance(held, { ...wish, thresholdPercent: 0 })).sort()).toEqual([
    5461, 5461, 5462,
  ]);
});

test('within the threshold nothing is moved', () => {
  const held = masters([[0, 5460]], [[5461, 10922]], [[10923, 16383]]);
  expect(planRebalance(held, wish)).toMatchObject({ kind: 'nothing' });
});

test('a new master stays empty unless included, and then is raised no farther than the threshold', () => {
  const held = masters([[0, 5460]], [[5461, 10922]], [[10923, 16383]], []);
  expect(planRebalance(held, wish).kind).toBe('nothing');
  const plan = planRebalance(held, { ...wish, includeEmpty: true });
  const after = countsAfter(held, plan);
  expect(after[3]).toBe(Math.max(Math.ceil(4096 * 0.98), 16384 - 3 * Math.floor(4096 * 1.02)));
  // What leaves two neighbours joins at the new master, and no range is torn.
  const slots = carriedOut(held, movesIn(plan));
  expect(held.map((h) => rangesOf(slots.get(h.id) ?? []).length)).toEqual([1, 1, 1, 2]);
});

test('weights say who shall have more; a weight of 0 drains', () => {
  const held = masters([[0, 5460]], [[5461, 10922]], [[10923, 16383]]);
  const weights = { m0: 2, m1: 1, m2: 0 };
  const after = countsAfter(held, planRebalance(held, { ...wish, weights, thresholdPercent: 0 }));
  expect(after).toEqual([10922, 5462, 0]);
});

test.each([
  [{ weights: { m0: 0, m1: 0 } }, 'At least one master needs a weight above 0.'],
  [{ weights: { m0: -1 } }, 'A weight is a number, 0 or more.'],
  [{ weights: { m0: Number.NaN } }, 'A weight is a number, 0 or more.'],
  [{ thresholdPercent: -1 }, 'The threshold is a percentage, from 0 to 100.'],
])('refuses %j, saying why', (change, key) => {
  const held = masters([[0, 8000]], [[8001, 16383]]);
  expect(planRebalance(held, { ...wish, ...change })).toMatchObject({ kind: 'cannot', why: { key } });
});

test(
  'every master is within the threshold, and no plan that moves fewer slots could do that',
  () => {
    const weight = fc.constantFrom<number[]>(0, 0.25, 1, 1, 1, 2.5);
    fc.assert(
      fc.property(
        anyCluster,
        fc.array(weight, { minLength: 9, maxLength: 9 }),
        fc.constantFrom(0, 0.5, 2, 10, 100),
        fc.boolean(),
        (held, given, thresholdPercent, includeEmpty) => {
          const weights = Object.fromEntries(held.map((h, i) => [h.id, given[i] ?? 1]));
          const size = held.map((h) => countSlots(h.slots));
          const counted = held.map((h, i) => (size[i] === 0 && !includeEmpty ? 0 : (weights[h.id] ?? 1)));
          const sum = counted.reduce((a, b) => a + b, 0);
          fc.pre(sum > 0);
          const plan = planRebalance(held, { ...wish, weights, thresholdPercent, includeEmpty });
          const after = countsAfter(held, plan);
          const fair = counted.map((w) => (16384 * w) / sum);
          let [mustGo, mustCome] = [0, 0];
          for (const [i, n] of after.entries()) {
            const share = fair[i] ?? 0;
            const [low, high] = [share * (1 - thresholdPercent / 100), share * (1 + thresholdPercent / 100)];
            // A share is no whole number: off by less than one is as near as it gets.
            expect(Math.abs(n - share)).toBeLessThanOrEqual(Math.max(high - share, 1) + 1e-6);
            mustGo += Math.max(0, (size[i] ?? 0) - Math.max(Math.floor(high), Math.ceil(share)));
            mustCome += Math.max(0, Math.min(Math.ceil(low), Math.floor(share)) - (size[i] ?? 0));
          }
          const moved = movesIn(plan).reduce((n, m) => n + countSlots(m.slots), 0);
          expect(moved).toBe(Math.max(mustGo, mustCome));
          expect(movesIn(plan).length).toBeLessThan(held.length);
          expect(planRebalance(held, { ...wish, weights, thresholdPercent, includeEmpty })).toEqual(plan);
        },
      ),
      RUNS,
    );
  },
  LONG_MS,
);

test('a plan for 500 masters is there at once', () => {
  const each = Array.from({ length: 499 }, (_, i) => [[i * 32, i * 32 + 31] as const]);
  const held = masters(...each, [[15968, 16383]]);
  const start = performance.now();
  const after = countsAfter(held, planRebalance(held, { ...wish, thresholdPercent: 0 }));
  expect(Math.max(...after) - Math.min(...after)).toBe(1);
  expect(performance.now() - start).toBeLessThan(1000);
});
