import { expect, test } from 'vitest';
import { batchesOf, CallSize } from '../../../src/model/moves/batching';

const slots = (...keys: number[]) => keys.map((count, slot) => ({ slot, keys: count }));

test('slots are opened few at a time, and fewer where they have many keys, none left out', () => {
  const many = slots(...Array.from({ length: 100 }, () => 10));
  expect(batchesOf(many).flat()).toEqual(many);
  expect(Math.max(...batchesOf(many).map((b) => b.length))).toBe(16);
  expect(batchesOf(slots(5000, 5000, 1, 1)).map((b) => b.length)).toEqual([1, 1, 2]);
  expect(batchesOf(slots(0, 1500, 600, 0)).map((b) => b.length)).toEqual([2, 2]);
  expect(batchesOf([])).toEqual([]);
});

/** Calls of the size that is asked for, each key taking so long, now and then one that a busy machine held up. */
function settle(size: CallSize, msPerKey: number, averageBytes = 0): number {
  for (let i = 0; i < 1000; i++) {
    const keys = size.keys(averageBytes);
    size.took(keys, keys * msPerKey + (i % 10 === 0 ? 100 : 0));
  }
  return size.keys(averageBytes);
}

test('calls grow until they take a quarter of the budget, shrink when keys take longer, and outliers do not matter', () => {
  const size = new CallSize(20, 1 / 4);
  const quick = settle(size, 0.01);
  expect(quick * 0.01).toBeGreaterThan(3);
  expect(quick * 0.01).toBeLessThan(7);
  const slow = settle(size, 0.1);
  expect(slow * 0.1).toBeGreaterThan(3);
  expect(slow * 0.1).toBeLessThan(7);
});

test('large values make calls small at once, down to one key', () => {
  const size = new CallSize(20, 1 / 4);
  expect(size.keys(100_000)).toBe(2);
  expect(size.keys(900_000)).toBe(1);
  expect(size.bigBytes).toBe(1_000_000);
});
