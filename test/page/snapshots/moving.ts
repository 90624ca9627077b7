import type { MigrationProgress, MoveMeasure } from '../../../src/model/moves/migration';
import { text } from '../../../src/model/text';
import type { PageSnapshot } from '../../../src/protocol/to-page';
import { cluster } from './cluster';
import { NOW } from './nodes';

/** Three masters that have slots, and one that has none yet. */
export const withEmptyMaster = (): PageSnapshot =>
  cluster({ masters: 4, slots: [[[0, 5460]], [[5461, 10922]], [[10923, 16383]], []] });

export const measured = (over: Partial<MoveMeasure> = {}): MoveMeasure => ({
  keys: 250_013,
  bytes: 31_850_000,
  estimateMs: 3200,
  method: 'atomic',
  why: text('Every node involved is Valkey 9.1.2'),
  ...over,
});

export const running = (over: Partial<MigrationProgress> = {}): MigrationProgress => ({
  state: 'running',
  method: 'keyByKey',
  slotsDone: 1024,
  slotsTotal: 4096,
  keysDone: 62_480,
  keysTotal: 250_013,
  keysPerSecond: 78_100.4,
  remainingMs: 2400,
  startedAt: NOW - 800,
  current: [
    { from: 'orders/orders-7000', to: 'orders/orders-7004', slots: [[1024, 1039]] },
    { from: 'orders/orders-7002', to: 'orders/orders-7004', slots: [[6485, 6500]] },
  ],
  remarks: [text('The key {0} is large and is moved alone', 'cart:7')],
  ...over,
});
