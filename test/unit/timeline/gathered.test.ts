import { describe, expect, test } from 'vitest';
import { render, type Text, text } from '../../../src/model/text';
import { engineNote } from '../../../src/model/timeline/engine-notes';
import type { TimelineEntry } from '../../../src/model/timeline/entry';
import { UNDER_WAY } from '../../../src/model/timeline/gathered';
import type { Happening, Note } from '../../../src/model/timeline/note';
import { Timeline } from '../../../src/model/timeline/timeline';

const id = (n: number) => `t/n${n}`;
const words = (entry: { what: Text }) => render(entry.what);
const shown = (timeline: Timeline) => timeline.latest(50).map(words);
const newest = (timeline: Timeline): TimelineEntry => {
  const [entry] = timeline.latest(1);
  if (!entry) throw new Error('nothing was told');
  return entry;
};

/** The engine tells of node n at a time, ms. */
function tell(
  timeline: Timeline,
  action: string,
  n: number,
  at: number,
  shard: number | undefined = 0,
): void {
  const before = timeline.stateOf(`container ${id(n)}`);
  const note = engineNote({ action, at }, { id: id(n), name: `n${n}`, shard }, before);
  if (note) timeline.add(note);
}

const operation = (at: number, gathers: readonly Happening[], nodes: readonly number[]): Note => ({
  at,
  kind: 'operation',
  severity: 'info',
  what: text('Stopping'),
  nodes: nodes.map(id),
  about: 'operation 1',
  state: UNDER_WAY,
  gathers,
});

const ended = (at: number, before: Note): Note => ({
  ...before,
  at,
  what: text('Stopped'),
  state: 'told',
  insteadOf: [UNDER_WAY],
});

/** A failover of the shard's master, which is the node of its number. */
const failoverBegins = (at: number, shard: number): Note => ({
  at,
  kind: 'sentinel',
  severity: 'info',
  what: text('begins'),
  nodes: [],
  about: 'try',
  state: 's',
  part: { role: 'begin', shard, old: id(shard) },
});

describe('what happens to several nodes together', () => {
  test('is one entry that unfolds into each, with the time from the first', () => {
    const timeline = new Timeline();
    for (let n = 0; n < 6; n++) tell(timeline, 'start', n, 1000 + n * 400);
    const entry = newest(timeline);
    expect(shown(timeline)).toEqual(['6 nodes started']);
    expect(entry).toMatchObject({ at: 1000, kind: 'engine', severity: 'good' });
    expect(entry.steps?.map((s) => [s.offsetMs, words(s)])).toEqual(
      [0, 1, 2, 3, 4, 5].map((n) => [n * 400, `n${n} started`]),
    );
    expect(new Set(entry.steps?.map((s) => s.id)).size).toBe(6);
  });

  test('is told as it ended: the signal that stops a server is no entry of its own', () => {
    const timeline = new Timeline();
    for (let n = 0; n < 3; n++) tell(timeline, 'kill', n, 1000 + n);
    expect(shown(timeline)).toEqual(['3 nodes were sent a signal']);
    for (let n = 0; n < 3; n++) tell(timeline, 'die', n, 1100 + n);
    expect(shown(timeline)).toEqual(['3 nodes ended']);
    for (let n = 0; n < 3; n++) tell(timeline, 'stop', n, 1200 + n);
    expect(shown(timeline)).toEqual(['3 nodes stopped']);
    expect(newest(timeline)).toMatchObject({ severity: 'warning', nodes: [id(0), id(1), id(2)] });
  });

  test('is not together after a pause, and a node that starts twice does not count twice', () => {
    const timeline = new Timeline();
    tell(timeline, 'start', 0, 1000);
    tell(timeline, 'start', 1, 4500);
    expect(shown(timeline)).toEqual(['n0 started', 'n1 started']);
    tell(timeline, 'die', 1, 5000);
    tell(timeline, 'start', 1, 5500);
    expect(shown(timeline)).toEqual([
      'n0 started',
      'n1 started',
      'n1 ended by itself (exit code 0)',
      'n1 started',
    ]);
  });

  test('gives up what led to a failover; the others stay', () => {
    const timeline = new Timeline();
    for (let n = 0; n < 3; n++) tell(timeline, 'pause', n, 1000, n);
    const before = newest(timeline).id;
    timeline.add(failoverBegins(2000, 1));
    const [rest, failover] = timeline.latest(2);
    expect(rest).toMatchObject({ id: before, what: text('{0} nodes paused', 2) });
    expect(failover?.steps?.map(words)).toEqual(['n1 paused', 'begins']);
  });
});

describe('an operation', () => {
  test('has what the engine tells of its nodes as steps, also the last word after its end', () => {
    const timeline = new Timeline();
    const begun = operation(1000, ['end'], [0, 1]);
    timeline.add(begun);
    expect(shown(timeline)).toEqual(['Stopping']);
    tell(timeline, 'die', 0, 1100);
    tell(timeline, 'stop', 0, 1200);
    timeline.add(ended(90_000, begun));
    tell(timeline, 'stop', 1, 90_100);
    expect(shown(timeline)).toEqual(['Stopped']);
    expect(newest(timeline)).toMatchObject({ at: 1000, kind: 'operation' });
    expect(newest(timeline).steps?.map((s) => [s.offsetMs, words(s)])).toEqual([
      [100, 'n0 stopped'],
      [89_100, 'n1 stopped'],
    ]);
  });

  test('takes neither other nodes, nor other happenings, nor what comes long after', () => {
    const timeline = new Timeline();
    const begun = operation(1000, ['end'], [0]);
    timeline.add(begun);
    tell(timeline, 'pause', 0, 1100);
    tell(timeline, 'stop', 1, 1200);
    timeline.add(ended(2000, begun));
    tell(timeline, 'stop', 0, 5100);
    expect(shown(timeline)).toEqual(['Stopped', 'n0 paused', 'n1 stopped', 'n0 stopped']);
  });

  test('keeps what it did when that led to a failover', () => {
    const timeline = new Timeline();
    timeline.add(operation(1000, ['end'], [0]));
    tell(timeline, 'die', 0, 1100);
    timeline.add(failoverBegins(3000, 0));
    const [kill, failover] = timeline.latest(2);
    expect(kill?.steps?.map(words)).toEqual(['n0 ended by itself (exit code 0)']);
    expect(failover?.steps?.map(words)).toEqual(['n0 ended by itself (exit code 0)', 'begins']);
  });
});
