import { describe, expect, test } from 'vitest';
import { LABEL } from '../../../src/docker/labels';
import { filesLabels, readSavedRecord, recordLabels } from '../../../src/docker/saved-data-label';
import { keySlot, keySlotOfBytes } from '../../../src/model/key-slot';
import { nameBeforeRestore, savedNameProblem, suggestedSavedName } from '../../../src/model/saved-data/name';
import { type SavedData, savedVolume, totalBytes, totalKeys } from '../../../src/model/saved-data/saved-data';
import { defaultSpec } from '../../../src/model/spec';

const saved: SavedData = {
  id: '01234567-89ab-cdef-0123-456789abcdef',
  name: 'before the upgrade — 升级前',
  topology: { id: 'id-of-orders', name: 'orders' },
  shape: 'cluster',
  spec: defaultSpec('cluster', 'orders', 'valkey/valkey:9.1'),
  server: 'valkey 9.1.0',
  at: 1_795_384_058_869,
  shards: [
    { node: 'orders-7000', file: 'dump.rdb', keys: 3, bytes: 200 },
    { node: 'orders-7002', file: 'dump.rdb', keys: 4, bytes: 300 },
  ],
};

describe('the record of saved data', () => {
  test('reads back as it was written', () => {
    expect(readSavedRecord(recordLabels(saved))).toEqual(saved);
    expect([totalKeys(saved), totalBytes(saved), savedVolume(saved)]).toEqual([
      7,
      500,
      'orders-saved-01234567',
    ]);
  });

  test('of a topology that was made elsewhere has no spec, and is read all the same', () => {
    const found = { ...saved, spec: undefined };
    expect(readSavedRecord(recordLabels(found))).toEqual(found);
  });

  test('the files alone are no record, and belong to no topology', () => {
    const labels = filesLabels(saved.id, saved.name, 'orders');
    expect(readSavedRecord(labels)).toBeUndefined();
    expect(Object.keys(recordLabels(saved))).not.toContain(LABEL.topology);
  });

  test.each<[string, object]>([
    ['of another version', { version: 2 }],
    ['of another id', { id: 'other' }],
    ['of no known shape', { shape: 'ring' }],
    ['without shards', { shards: [] }],
    ['with a file outside its folder', { shards: [{ ...saved.shards[0], file: '../../etc/passwd' }] }],
    ['with a file that is its folder', { shards: [{ ...saved.shards[0], file: '..' }] }],
    ['with a count that is none', { shards: [{ ...saved.shards[0], keys: 'many' }] }],
    ['without a time', { at: undefined }],
  ])('%s is none', (_, change) => {
    const record = JSON.stringify({ version: 1, ...saved, ...change });
    expect(readSavedRecord({ ...recordLabels(saved), [LABEL.savedRecord]: record })).toBeUndefined();
  });

  test('that is no JSON is none', () => {
    expect(readSavedRecord({ ...recordLabels(saved), [LABEL.savedRecord]: '{' })).toBeUndefined();
  });
});

describe('the name of saved data', () => {
  test.each(['', '   ', 'x'.repeat(101), 'a\nb', 'taken', ' taken '])('%j is refused', (name) => {
    expect(savedNameProblem(name, ['taken'])).toBeDefined();
  });

  test('may be in any script', () => expect(savedNameProblem('升级前, 3rd try', ['taken'])).toBeUndefined());

  test('is never too long for what is kept while other data is restored', () => {
    const name = nameBeforeRestore('x'.repeat(90), saved.at);
    expect(name).toContain(' before 2026-11-22 ');
    expect(savedNameProblem(name, [])).toBeUndefined();
  });

  test('is suggested so that it is free', () => {
    expect(suggestedSavedName('orders', [{ ...saved, name: 'orders' }])).toBe('orders-2');
  });
});

test('the slot of a key is that of its bytes, text or not', () => {
  for (const key of ['foo', '{user}:1', '{}x', 'ключ', 'a{b}{c}']) {
    expect(keySlotOfBytes(Buffer.from(key))).toBe(keySlot(key));
  }
  // No text, but with a hash tag.
  expect(keySlotOfBytes(Buffer.from([0xff, 0x7b, 0x61, 0x7d, 0xfe]))).toBe(keySlot('a'));
});
