import { expect, test } from 'vitest';
import { CAPACITY, Ring } from '../../../src/model/history/ring';

test('keeps the newest points, in order', () => {
  const ring = new Ring();
  expect([...ring]).toEqual([]);
  expect(ring.last).toBeUndefined();
  for (let i = 1; i <= CAPACITY + 7; i++) ring.push(i * 1000, i);
  expect(ring.length).toBe(CAPACITY);
  expect([...ring][0]).toEqual({ at: 8000, value: 8 });
  expect(ring.last).toEqual({ at: (CAPACITY + 7) * 1000, value: CAPACITY + 7 });
  expect([...ring].every((p, i, all) => i === 0 || p.at > (all[i - 1]?.at ?? 0))).toBe(true);
});

test('passes over what is not newer, so that repeating does no harm', () => {
  const ring = new Ring();
  ring.push(5, 1);
  ring.push(5, 2);
  ring.push(4, 3);
  expect([...ring]).toEqual([{ at: 5, value: 1 }]);
});

test('travels as JSON, gaps as null, whole or what is newer', () => {
  const ring = new Ring();
  for (const [at, value] of [
    [1, 10],
    [2, Number.NaN],
    [3, 30],
  ] as const)
    ring.push(at, value);
  expect(JSON.stringify({ ring })).toBe('{"ring":{"at":[1,2,3],"value":[10,null,30]}}');
  expect(ring.toJSON(2)).toEqual({ at: [3], value: [30] });
  expect(ring.lastOf(1).map((p) => p.at)).toEqual([2, 3]);
  const page = Ring.from(JSON.parse(JSON.stringify(ring)));
  expect([...page].map((p) => p.value)).toEqual([10, Number.NaN, 30]);
  page.append({ at: [3, 4], value: [99, 40] });
  expect([...page].map((p) => p.value)).toEqual([10, Number.NaN, 30, 40]);
});
