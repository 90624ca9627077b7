import { describe, expect, test } from 'vitest';
import { readSlotStats } from '../../../src/model/parse/slot-stats';
import { countsPerSlot, hottest, isSlotHeat, perSecond, UNTOLD } from '../../../src/model/slot-heat';
import type { Answer, TopologySnapshot } from '../../../src/model/snapshot';
import { parseToHost } from '../../../src/protocol/to-host';
import { master, observed, topology } from './observed';

function read(reply: unknown): unknown[] {
  const put: unknown[] = [];
  readSlotStats(reply, (...what) => put.push(what));
  return put;
}

describe('CLUSTER SLOT-STATS', () => {
  test('key counts alone, as servers give them unless told to count more (valkey 9.1)', () => {
    expect(
      read([
        [12182, ['key-count', 3]],
        [12183, ['key-count', 0]],
      ]),
    ).toEqual([
      ['keys', 12182, 3],
      ['keys', 12183, 0],
    ]);
  });
  test('with cluster-slot-stats-enabled: CPU, and network in both directions', () => {
    const stats = ['key-count', 1, 'cpu-usec', 94, 'network-bytes-in', 84, 'network-bytes-out', 14];
    expect(read([[12182, stats]])).toEqual([
      ['keys', 12182, 1],
      ['cpu', 12182, 94],
      ['network', 12182, 98],
    ]);
  });
  test('what is malformed gives nothing', () => {
    for (const reply of [null, 'OK', [1, 2], [['x', ['key-count', 1]]], [[1, ['key-count', 'many']]]]) {
      expect(read(reply)).toEqual([]);
    }
  });
});

test('what happened per second: not of slots that moved or were not told of', () => {
  expect(perSecond([100, 50, UNTOLD, 7], [400, 20, 9, 7], 3000)).toEqual([100, UNTOLD, UNTOLD, 0]);
  expect(perSecond([1], [2], 0)).toEqual([UNTOLD]);
});

test('the hottest slots, highest first; cold ones are none', () => {
  const numbers = [0, 5, UNTOLD, 9, 1, 9, 0];
  expect(hottest(numbers, 3)).toEqual([
    { slot: 3, value: 9 },
    { slot: 5, value: 9 },
    { slot: 1, value: 5 },
  ]);
  expect(hottest([0, UNTOLD], 3)).toEqual([]);
});

describe('which servers count per slot', () => {
  const clusterOf = (product: 'redis' | 'valkey', version: string): TopologySnapshot => {
    const answer = master() as Extract<Answer, { kind: 'data' }>;
    const server = { ...answer.server, product, version };
    return topology('cluster', [observed(0, { ...answer, server })]);
  };
  test.each([
    ['redis', '8.0.2', false],
    ['redis', '8.2.0', true],
    ['redis', '10.0.1', true],
    ['valkey', '7.2.5', false],
    ['valkey', '8.0.1', true],
    ['valkey', '9.1.2', true],
  ] as const)('%s %s: %s', (product, version, counts) => {
    expect(countsPerSlot(clusterOf(product, version))).toBe(counts);
  });
  test('none without slots', () => {
    expect(countsPerSlot({ ...clusterOf('valkey', '9.1.2'), shape: 'replication' })).toBe(false);
  });
});

test('a message is checked before it is believed', () => {
  const numbers = new Array(16384).fill(0);
  const silent = [{ node: 'a', why: 'b' }];
  expect(isSlotHeat({ at: 1, metrics: { keys: numbers }, silent })).toBe(true);
  for (const broken of [
    undefined,
    {},
    { at: 1, metrics: { keys: [1] }, silent },
    { at: 1, metrics: { heat: numbers }, silent },
    { at: 1, metrics: {}, silent: [null] },
    { at: 1, metrics: { keys: [...numbers.slice(1), 'x'] }, silent },
  ]) {
    expect(isSlotHeat(broken)).toBe(false);
  }
});

test('the page may ask for it', () => {
  const ask = { kind: 'call', id: 7, call: { name: 'slotHeat', node: 'ignored' } };
  expect(parseToHost(ask)).toEqual({ kind: 'call', id: 7, call: { name: 'slotHeat' } });
});
