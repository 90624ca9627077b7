import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planDrain } from '../../../src/model/moves/drain';
import { planMoveSlot } from '../../../src/model/moves/move-slot';
import { planReshard } from '../../../src/model/moves/reshard';
import { countSlots } from '../../../src/model/structure';
import { anyCluster, countsAfter, masters, movesIn } from './clusters';

const even = masters([[0, 5460]], [[5461, 10922]], [[10923, 16383]]);
/** Each run carries out a plan for all 16384 slots. */
const RUNS = { numRuns: 60 };
const LONG_MS = 30_000;

const moved = (plan: Parameters<typeof movesIn>[0]) =>
  movesIn(plan).reduce((sum, m) => sum + countSlots(m.slots), 0);

describe('reshard', () => {
  test('takes from each source in proportion, as redis-cli does, the largest first', () => {
    // redis-cli --cluster reshard --cluster-from all --cluster-slots 1000: 501 of m1 (5462 slots), 499 of m0.
    const plan = planReshard(even, { kind: 'reshard', from: [], to: 'm2', slots: { count: 1000 } });
    expect(movesIn(plan).map((m) => [m.from, countSlots(m.slots)])).toEqual([
      ['m1', 501],
      ['m0', 499],
    ]);
  });

  test('takes what lies beside the slots of the target, so that no range is torn', () => {
    const plan = planReshard(even, { kind: 'reshard', from: ['m1'], to: 'm2', slots: { count: 100 } });
    expect(movesIn(plan)).toEqual([{ from: 'm1', to: 'm2', slots: [[10823, 10922]] }]);
    const lower = planReshard(even, { kind: 'reshard', from: ['m2'], to: 'm0', slots: { count: 4096 } });
    expect(movesIn(lower)).toEqual([{ from: 'm2', to: 'm0', slots: [[10923, 15018]] }]);
  });

  test('takes exact ranges from whoever has them, and leaves what is there already', () => {
    const slots = { ranges: [[5000, 6000] as const, [10923, 10930] as const] };
    const plan = planReshard(even, { kind: 'reshard', from: [], to: 'm0', slots });
    expect(movesIn(plan)).toEqual([
      { from: 'm1', to: 'm0', slots: [[5461, 6000]] },
      { from: 'm2', to: 'm0', slots: [[10923, 10930]] },
    ]);
  });

  test.each([
    [{ from: ['m0'], to: 'm0', slots: { count: 1 } }, 'Slots cannot go from {0} to itself.'],
    [{ from: ['m0'], to: 'gone', slots: { count: 1 } }, 'The chosen node is not a master that answers.'],
    [{ from: ['gone'], to: 'm0', slots: { count: 1 } }, 'The chosen node is not a master that answers.'],
    [{ from: ['m0'], to: 'm1', slots: { count: 5462 } }, 'There are only {0} slots to take.'],
    [{ from: ['m0'], to: 'm1', slots: { count: Number.NaN } }, 'The number of slots is not a number.'],
    [
      { from: ['m0'], to: 'm1', slots: { ranges: [[5460, 10923] as const] } },
      'The chosen sources do not have slots {0}.',
    ],
    [{ from: [], to: 'm1', slots: { ranges: [[16000, 16384] as const] } }, 'The last slot is 16383.'],
    [{ from: [], to: 'm1', slots: { ranges: [[9, 8] as const] } }, '{0}-{1} is no range of slots.'],
  ])('refuses %j, saying why', (wish, why) => {
    const plan = planReshard(even, { kind: 'reshard', ...wish });
    expect(plan).toMatchObject({ kind: 'cannot', why: { key: why } });
  });

  test(
    'moves exactly the number asked for, each source as much as redis-cli or one more',
    () => {
      fc.assert(
        fc.property(anyCluster, fc.nat(16384), (held, asked) => {
          const sources = held.slice(1).map((h) => countSlots(h.slots));
          const total = sources.reduce((a, b) => a + b, 0);
          const count = Math.min(asked, total);
          const plan = planReshard(held, { kind: 'reshard', from: [], to: 'm0', slots: { count } });
          const after = countsAfter(held, plan);
          expect(moved(plan)).toBe(count);
          expect(after[0]).toBe(countSlots(held[0]?.slots ?? []) + count);
          for (const [i, size] of sources.entries()) {
            const share = total === 0 ? 0 : (count * size) / total;
            expect(Math.abs(size - (after[i + 1] ?? 0) - share)).toBeLessThanOrEqual(2);
          }
        }),
        RUNS,
      );
    },
    LONG_MS,
  );
});

describe('drain', () => {
  test('leaves the others as even as they can be', () => {
    const plan = planDrain(even, { kind: 'drain', from: 'm1', includeEmpty: false });
    expect(countsAfter(even, plan)).toEqual([8192, 0, 8192]);
    // What lies beside the slots of its taker: nobody has more than one range afterwards.
    expect(movesIn(plan).map((m) => m.slots)).toEqual([[[5461, 8191]], [[8192, 10922]]]);
  });

  test('gives to masters without slots only when asked, or when there are no others', () => {
    const held = masters([[0, 9999]], [[10000, 16383]], []);
    const wish = { kind: 'drain', from: 'm0' } as const;
    expect(countsAfter(held, planDrain(held, { ...wish, includeEmpty: false }))).toEqual([0, 16384, 0]);
    expect(countsAfter(held, planDrain(held, { ...wish, includeEmpty: true }))).toEqual([0, 8192, 8192]);
    const alone = masters([[0, 16383]], []);
    expect(countsAfter(alone, planDrain(alone, { ...wish, includeEmpty: false }))).toEqual([0, 16384]);
  });

  test('of an empty master is nothing; of the only one is refused', () => {
    const held = masters([[0, 16383]], []);
    expect(planDrain(held, { kind: 'drain', from: 'm1', includeEmpty: false }).kind).toBe('nothing');
    expect(planDrain(masters([[0, 16383]]), { kind: 'drain', from: 'm0', includeEmpty: true }).kind).toBe(
      'cannot',
    );
  });

  test(
    'moves all of one master and nothing else; nobody is topped up above the lowest',
    () => {
      fc.assert(
        fc.property(anyCluster, fc.boolean(), (held, includeEmpty) => {
          const plan = planDrain(held, { kind: 'drain', from: 'm0', includeEmpty });
          const after = countsAfter(held, plan);
          expect(after[0]).toBe(0);
          expect(moved(plan)).toBe(countSlots(held[0]?.slots ?? []));
          const grown = after.flatMap((n, i) => (i > 0 && n > countSlots(held[i]?.slots ?? []) ? [n] : []));
          const takers = after.filter(
            (_, i) => i > 0 && (includeEmpty || countSlots(held[i]?.slots ?? []) > 0),
          );
          for (const n of grown) expect(n - Math.min(...takers)).toBeLessThanOrEqual(1);
        }),
        RUNS,
      );
    },
    LONG_MS,
  );
});

describe('the slot of a key', () => {
  test('goes with its tag, from whoever serves it', () => {
    const plan = planMoveSlot(even, { kind: 'moveSlot', key: '{user1000}.following', to: 'm2' });
    expect(movesIn(plan)).toEqual([{ from: 'm0', to: 'm2', slots: [[3443, 3443]] }]);
  });

  test('stays where it is wanted', () => {
    expect(planMoveSlot(even, { kind: 'moveSlot', key: 'foo{bar}', to: 'm0' }).kind).toBe('nothing');
  });

  test('that nobody serves cannot go', () => {
    const held = masters([[0, 3000]], [[5461, 16383]]);
    expect(planMoveSlot(held, { kind: 'moveSlot', key: '{user1000}', to: 'm1' }).kind).toBe('cannot');
  });
});
