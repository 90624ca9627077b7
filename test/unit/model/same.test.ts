import { expect, test } from 'vitest';
import { same } from '../../../src/model/same';

test.each([
  [{ a: [1, { b: 'x' }] }, { a: [1, { b: 'x' }] }],
  [undefined, undefined],
  [{ a: undefined }, {}],
  [[], []],
])('%j and %j say the same', (a, b) => expect(same(a, b)).toBe(true));

test.each([
  [{ a: [1, { b: 'x' }] }, { a: [1, { b: 'y' }] }],
  [[1, 2], [1]],
  [{ a: 1 }, { a: 1, b: 2 }],
  [{ a: 1, b: 2 }, { a: 1 }],
  [[], {}],
  [null, {}],
])('%j and %j do not', (a, b) => expect(same(a, b)).toBe(false));
