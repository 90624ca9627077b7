import { describe, expect, test } from 'vitest';
import { render, text } from '../../../src/model/text';
import { isTimelineEntry } from '../../../src/model/timeline/entry-check';
import type { Note } from '../../../src/model/timeline/note';
import { slotsInBoth, slotsWithout, uniteSlots } from '../../../src/model/timeline/slot-ranges';
import { KEPT_MS, MOST_ENTRIES, Timeline } from '../../../src/model/timeline/timeline';
import { play, RECORDINGS } from './recorded';

const note = (n: number, change: Partial<Note> = {}): Note => ({
  at: n * 1000,
  kind: 'operation',
  severity: 'info',
  what: text('number {0}', n),
  nodes: ['t/n0'],
  about: `about ${n}`,
  state: 's',
  ...change,
});
const said = (timeline: Timeline, most = 10) => timeline.latest(most).map((e) => render(e.what));

describe('what is kept', () => {
  test('never more than its limit; who follows it is told what went', () => {
    const timeline = new Timeline();
    for (let n = 0; n < MOST_ENTRIES; n++) timeline.add(note(n));
    const [oldest] = timeline.latest(MOST_ENTRIES);
    const { revision } = timeline;
    timeline.add(note(MOST_ENTRIES));
    expect(timeline.size).toBe(MOST_ENTRIES);
    const change = timeline.since(revision);
    expect(change.removed).toEqual([oldest?.id]);
    expect(change.changed.map((e) => render(e.what))).toEqual([`number ${MOST_ENTRIES}`]);
  });

  test('not longer than a day', () => {
    const timeline = new Timeline();
    timeline.add(note(1));
    timeline.add(note(2));
    timeline.add(note(3, { at: KEPT_MS + 1500 }));
    expect(said(timeline)).toEqual(['number 2', 'number 3']);
  });

  test('no more steps in one failover than any failover has', () => {
    const timeline = new Timeline();
    const part = { role: 'begin', shard: 0, old: 't/n0' } as const;
    for (let n = 0; n < 5000; n++) timeline.add(note(n, { at: n, part }));
    expect(timeline.size).toBe(1);
    expect(timeline.latest(1)[0]?.steps?.length).toBeLessThanOrEqual(150);
  });
});

describe('putting together', () => {
  const cause = (n: number, node = 't/n0') => note(n, { part: { role: 'cause', shard: 0, node } });
  const begin = (n: number, old = 't/n0') => note(n, { part: { role: 'begin', shard: 0, old } });

  test('a cause goes into its failover; the cause of another shard or node does not', () => {
    const timeline = new Timeline();
    timeline.add(cause(1));
    timeline.add(cause(2, 't/n5'));
    timeline.add(note(3, { part: { role: 'cause', shard: 1, node: 't/n0' } }));
    const { revision } = timeline;
    const [absorbed] = timeline.latest(10);
    timeline.add(begin(4));
    expect(said(timeline)).toEqual(['Failover of n0: no new master yet', 'number 2', 'number 3']);
    expect(timeline.since(revision).removed).toEqual([absorbed?.id]);
  });

  test('a trouble that was over has caused nothing', () => {
    const timeline = new Timeline();
    timeline.add(cause(1));
    timeline.add(note(2, { part: { role: 'recovery', shard: 0, node: 't/n0' } }));
    timeline.add(begin(3));
    expect(timeline.latest(10).at(-1)?.steps?.length).toBe(1);
    expect(timeline.size).toBe(3);
  });

  test('the next failover of a shard is another one', () => {
    const timeline = new Timeline();
    timeline.add(begin(1));
    timeline.add(note(2, { part: { role: 'promotion', shard: 0, node: 't/n1', old: undefined } }));
    timeline.add(cause(3, 't/n1'));
    timeline.add(begin(4, 't/n1'));
    expect(said(timeline)).toEqual([
      'n0 → n1: handed over within 1.0 s',
      'Failover of n1: no new master yet',
    ]);
  });

  test('an operation that leads one says what came of it', () => {
    const timeline = new Timeline();
    timeline.add(begin(1));
    timeline.add(note(2, { part: { role: 'promotion', shard: 0, node: 't/n1', old: undefined } }));
    timeline.add(note(3, { what: text('writers waited {0}', '12 ms'), part: { role: 'result', shard: 0 } }));
    expect(said(timeline)).toEqual(['writers waited 12 ms']);
    expect(timeline.latest(1)[0]?.steps?.length).toBe(2);
    // What a node tells a moment later is still of this one; another result is not.
    timeline.add(note(4, { part: { role: 'follows', shard: 0, node: 't/n2' } }));
    expect(said(timeline)).toEqual(['writers waited 12 ms']);
    expect(timeline.latest(1)[0]?.steps?.length).toBe(3);
    timeline.add(note(5, { part: { role: 'result', shard: 0 } }));
    expect(said(timeline)).toEqual(['writers waited 12 ms', 'number 5']);
  });
});

describe('following along', () => {
  test('applying each change to what was there gives what is there', () => {
    const [recording] = RECORDINGS;
    if (!recording) throw new Error('no recording');
    const page = new Map<string, unknown>();
    for (const [, at] of recording.messages) {
      const timeline = play(recording, at);
      const { changed, removed } = timeline.since(0);
      for (const id of removed) page.delete(id);
      for (const e of changed) page.set(e.id, e);
      expect([...page.values()]).toEqual(expect.arrayContaining([...timeline.latest(200)]));
      expect(page.size).toBe(timeline.size);
    }
  });

  test('what was restored stands before, and is not doubled', () => {
    const [old, timeline] = [new Timeline(), new Timeline()];
    old.add(note(1));
    old.add(note(2));
    timeline.add(note(3));
    timeline.restore(old.latest(10));
    timeline.restore(old.latest(10));
    expect(said(timeline)).toEqual(['number 1', 'number 2', 'number 3']);
  });
});

test('an entry survives storage and messages; what is none of ours is refused', () => {
  const entries = RECORDINGS.flatMap((r) => play(r).latest(200));
  expect(JSON.parse(JSON.stringify(entries)).every(isTimelineEntry)).toBe(true);
  const [good] = JSON.parse(JSON.stringify(entries));
  for (const bad of [
    null,
    'x',
    {},
    { ...good, at: null },
    { ...good, kind: 'other' },
    { ...good, severity: 'fatal' },
    { ...good, what: '<b>' },
    { ...good, what: { key: 'x', args: [null] } },
    { ...good, nodes: [1] },
    { ...good, steps: [{}] },
    { ...good, steps: 'x' },
  ])
    expect(isTimelineEntry(bad), JSON.stringify(bad)).toBe(false);
});

test('slots are added and taken away by ranges', () => {
  expect(
    uniteSlots(
      [
        [5, 9],
        [0, 1],
      ],
      [
        [2, 3],
        [9, 12],
      ],
    ),
  ).toEqual([
    [0, 3],
    [5, 12],
  ]);
  expect(
    slotsWithout(
      [
        [0, 10],
        [20, 30],
      ],
      [
        [3, 5],
        [8, 22],
      ],
    ),
  ).toEqual([
    [0, 2],
    [6, 7],
    [23, 30],
  ]);
  expect(
    slotsInBoth(
      [[0, 10]],
      [
        [5, 6],
        [9, 20],
      ],
    ),
  ).toEqual([
    [5, 6],
    [9, 10],
  ]);
});
