import { describe, expect, test } from 'vitest';
import type { MigrationProgress, MigrationResult } from '../../../src/model/moves/migration';
import { migrationEnd, migrationLine } from '../../../src/model/moves/migration-words';
import { render, text } from '../../../src/model/text';
import { parseToHost } from '../../../src/protocol/to-host';
import { parseToPage } from '../../../src/protocol/to-page';
import { Migrations } from '../../../src/topology/migrations';
import { MigrationFeed } from '../../../src/ui/panel/migration-feed';

const progress: MigrationProgress = {
  state: 'running',
  method: 'keyByKey',
  slotsDone: 1024,
  slotsTotal: 4096,
  keysDone: 10,
  keysTotal: 40,
  keysPerSecond: 31_000.7,
  remainingMs: 6400,
  startedAt: 1,
  current: [],
  remarks: [],
};
const result: MigrationResult = {
  outcome: 'done',
  slotsMoved: 4096,
  keysMoved: 250_013,
  tookMs: 3210,
  method: 'keyByKey',
  longestCallMs: 18,
  remarks: [],
};

describe('a migration in words', () => {
  test.each([
    [progress, '1,024 of 4,096 slots, 31,001 keys/s, 6.4 s left'],
    [{ ...progress, remainingMs: undefined }, '1,024 of 4,096 slots, 31,001 keys/s'],
    [{ ...progress, state: 'paused' } as const, '1,024 of 4,096 slots, paused'],
    [{ ...progress, state: 'cancelling' } as const, '1,024 of 4,096 slots, closing open slots'],
  ])('while it goes on', (how, words) => expect(render(migrationLine(how))).toBe(words));

  test.each([
    [
      result,
      '4,096 slots with 250,013 keys were moved in 3.2 s. No command kept a master busy longer than 18 ms.',
    ],
    [{ ...result, longestCallMs: undefined }, '4,096 slots with 250,013 keys were moved in 3.2 s.'],
    [
      { ...result, outcome: 'cancelled' } as const,
      'Cancelled after 4,096 slots with 250,013 keys; no slot is open.',
    ],
  ])('when it has ended', (how, words) => expect(render(migrationEnd(how))).toBe(words));
});

test('a page is told how a migration goes and how it ended, each once, and anew when it begins anew', async () => {
  const migrations = new Migrations();
  const feed = new MigrationFeed(migrations);
  expect(feed.news('t')).toBeUndefined();
  let finish = () => {};
  const over = migrations.run('t', new AbortController().signal, async (_, tell) => {
    tell(progress);
    await new Promise<void>((resolve) => {
      finish = resolve;
    });
  });
  expect(feed.news('t')).toEqual({ progress, ended: undefined });
  expect(feed.news('t')).toBeUndefined();
  expect(migrations.running).toEqual(['t']);
  migrations.pause('t');
  expect(feed.news('t')?.progress?.state).toBe('paused');
  migrations.cancel('t');
  expect(migrations.running).toEqual([]);
  finish();
  await over;
  const ended = { at: 5, outcome: 'cancelled', what: text('No slot is to be moved.'), remarks: [] } as const;
  migrations.conclude('t', ended);
  expect(feed.news('t')).toEqual({ progress: undefined, ended });
  feed.forget();
  expect(feed.news('t')).toEqual({ progress: undefined, ended });
  await migrations.run('t', new AbortController().signal, async () => {});
  expect(feed.news('t')).toEqual({ progress: undefined, ended: undefined });
});

describe('what travels between page and host is checked', () => {
  const moves = [{ from: 'a', to: 'b', slots: [[0, 9]] }];
  const call = (call: unknown) => parseToHost({ kind: 'call', id: 1, call });

  test.each([
    { name: 'measureMoves', moves },
    { name: 'moveSlots', moves },
    { name: 'moveSlots', moves, method: 'atomic' },
    { name: 'migration', action: 'undo' },
  ])('%j is taken', (one) => expect(call(one)).toEqual({ kind: 'call', id: 1, call: one }));

  test('an unknown method is left out: the best is chosen', () => {
    expect(call({ name: 'moveSlots', moves, method: 'magic' })).toEqual({
      kind: 'call',
      id: 1,
      call: { name: 'moveSlots', moves },
    });
  });

  test.each([
    { name: 'measureMoves' },
    { name: 'measureMoves', moves: [{ from: 'a', to: 'b', slots: [[0, 16384]] }] },
    { name: 'moveSlots', moves: [{ from: 1, to: 'b', slots: [] }] },
    { name: 'migration', action: 'explode' },
  ])('%j is not', (one) => expect(call(one)).toBeUndefined());

  test('forms and progress reach the page, nonsense does not', () => {
    expect(parseToPage({ kind: 'open', form: 'drain', node: 'x' })).toBeDefined();
    expect(parseToPage({ kind: 'migration', progress })).toBeDefined();
    expect(parseToPage({ kind: 'migration' })).toBeDefined();
    for (const bad of [
      { kind: 'open', form: 'nonsense' },
      { kind: 'open', form: 'drain', node: 1 },
      { kind: 'migration', progress: 1 },
    ])
      expect(parseToPage(bad), JSON.stringify(bad)).toBeUndefined();
  });
});
