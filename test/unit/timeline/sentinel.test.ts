import { describe, expect, test } from 'vitest';
import { render } from '../../../src/model/text';
import { parseSentinelMessage, parseSwitch } from '../../../src/model/timeline/sentinel-message';
import { sentinelNote } from '../../../src/model/timeline/sentinel-notes';
import { Timeline } from '../../../src/model/timeline/timeline';
import { observed } from '../model/observed';
import { play, RECORDINGS, read, snapshotOf } from './recorded';

const [first] = RECORDINGS;
if (!first) throw new Error('no recording');

/** The shape of the story, without what differs from run to run: times, ports, who led. */
const gist = (lines: readonly string[]) =>
  lines.map((l) =>
    l
      .replace(/^\+\d+ /, '')
      .replace(/sentinel-\d/g, 'S')
      .replace(/\d+\.\d s/, 'T'),
  );

describe.each(RECORDINGS)('the recording of $image', (recording) => {
  const [old, one, two] = recording.nodes.map((n) => n.name);
  const entries = play(recording).latest(200);
  const [killed, byHand] = entries.filter((e) => e.kind === 'failover');
  const promoted = killed && read(killed).join().includes(`${one} is master`) ? one : two;
  const other = promoted === one ? two : one;

  test('has two failovers, and little beside them', () => {
    expect(gist(entries.map((e) => render(e.what)))).toEqual([
      `${old} → ${promoted}: a new master after T`,
      `${old} started`,
      `S, S, S: ${old} answers again`,
      `${old} is told to be a replica again`,
      `${promoted} → ${old}: handed over within T`,
      `${promoted} is told to be a replica again`,
    ]);
  });

  test('tells the one of the killed master from its cause to its last step', () => {
    expect(killed && gist(read(killed))).toEqual([
      `failover: ${old} → ${promoted}: a new master after T`,
      `${old} was killed (exit code 137)`,
      `S, S, S: ${old} is down (no answer for 1 s)`,
      `agreed: ${old} is down (2 sentinels, 2 needed)`,
      `S: wants to fail over ${old}`,
      'S, S, S: vote for S, epoch 1',
      'S: leads the failover',
      'a replica is being chosen',
      `${promoted} is chosen`,
      `${promoted} is told to become master`,
      `waiting until ${promoted} is master`,
      `${promoted} is master`,
      'the other replicas are told to follow',
      `${other} is told to follow`,
      `S, S, S: clients are told: ${promoted}`,
      `${other} connects to the new master`,
      `${other} follows`,
      'the failover is complete',
    ]);
  });

  test('counts its times from the cause', () => {
    const die = recording.events.find((e) => e.action === 'die');
    expect(killed?.at).toBe(die?.at);
    expect(killed?.steps?.[0]?.offsetMs).toBe(0);
    const offsets = killed?.steps?.map((s) => s.offsetMs) ?? [];
    expect(offsets).toEqual([...offsets].sort((a, b) => a - b));
  });

  test('can be heard half-way: what is not known yet is said to be so', () => {
    const tried = recording.messages.find(([, , channel]) => channel === '+try-failover');
    const half = play(recording, tried?.[1])
      .latest(10)
      .find((e) => e.kind === 'failover');
    expect(half && render(half.what)).toBe(`Failover of ${old}: no new master yet`);
    expect(half?.severity).toBe('warning');
  });

  test('leaves no address and no run id in the words', () => {
    const all = entries.flatMap(read).join('\n');
    expect(all).not.toMatch(/\d+\.\d+\.\d+\.\d+|[0-9a-f]{16}/);
  });

  test('hands over without a cause when it was asked for', () => {
    const told = byHand ? read(byHand) : [];
    expect(gist(told).slice(0, 2)).toEqual([
      `failover: ${promoted} → ${old}: handed over within T`,
      `S: wants to fail over ${promoted}`,
    ]);
    expect(gist(told).at(-1)).toBe('the failover is complete');
  });
});

describe('single messages', () => {
  const snapshot = snapshotOf(first);
  const [s1, s2] = snapshot.nodes.filter((n) => n.intended === 'sentinel');
  const m = snapshot.nodes[0] ?? observed(0, { kind: 'pending' });
  const say = (timeline: Timeline, channel: string, payload: string, at = 1000, by = s1) => {
    const note = by && sentinelNote(snapshot, by, channel, payload, at);
    if (note) timeline.add(note);
    return timeline.latest(10).map((e) => read(e).join(' | '));
  };
  const about = `master sessions ${m.container.ip} ${m.port}`;

  test('are taken apart', () => {
    expect(
      parseSentinelMessage('+sdown', 'slave 10.0.0.3:6380 10.0.0.3 6380 @ m 10.0.0.2 6379'),
    ).toMatchObject({
      instance: { kind: 'slave', name: '10.0.0.3:6380', ip: '10.0.0.3', port: 6380 },
      masterName: 'm',
      rest: '',
    });
    expect(parseSentinelMessage('+odown', 'master m fd00::2 6379 #quorum 2/2')).toMatchObject({
      instance: { ip: 'fd00::2' },
      masterName: 'm',
      rest: '#quorum 2/2',
    });
    expect(parseSwitch('m 10.0.0.2 6379 10.0.0.3 6380')).toEqual({
      name: 'm',
      old: { ip: '10.0.0.2', port: 6379 },
      now: { ip: '10.0.0.3', port: 6380 },
    });
    expect(parseSwitch('nonsense')).toBeUndefined();
  });

  test('that nobody has words for are given in their own', () => {
    expect(say(new Timeline(), '+something-new', 'with <b>words</b>')).toEqual([
      'sentinel: sentinel-1: +something-new with <b>words</b>',
    ]);
    expect(say(new Timeline(), '+switch-master', 'odd')).toEqual([
      'sentinel: sentinel-1: +switch-master odd',
    ]);
    expect(say(new Timeline(), '+sdown', `master others 10.9.9.9 6379`)).toEqual([
      'sentinel: sentinel-1: +sdown master others 10.9.9.9 6379',
    ]);
  });

  test('of the same by several are told once; what ended in between is told anew', () => {
    const timeline = new Timeline();
    say(timeline, '+sdown', about, 1000);
    say(timeline, '+sdown', about, 1100, s2);
    expect(say(timeline, '+sdown', about, 1200)).toEqual([
      `sentinel: sentinel-1, sentinel-2: ${m.name} is down (no answer for 1 s)`,
    ]);
    say(timeline, '-sdown', about, 2000);
    expect(say(timeline, '+sdown', about, 3000).length).toBe(3);
  });

  test('a failover that is given up says why', () => {
    const timeline = new Timeline();
    say(timeline, '+sdown', about, 1000);
    say(timeline, '+try-failover', about, 1100);
    const [entry] = say(timeline, '-failover-abort-no-good-slave', about, 1200);
    expect(entry).toContain(`Failover of ${m.name} given up`);
    expect(entry).toContain('no replica is good enough');
    expect(timeline.latest(1)[0]?.severity).toBe('error');
  });

  test('hello, epochs and what roles were reported are not told; tilt is', () => {
    const timeline = new Timeline();
    say(timeline, '__sentinel__:hello', 'x');
    say(timeline, '+new-epoch', '7');
    say(timeline, '-role-change', `${about} new reported role is slave`);
    say(timeline, '+slave', `slave a ${m.container.ip} ${m.port} @ sessions 10.0.0.9 1`);
    expect(say(timeline, '+tilt', '#tilt mode entered')).toEqual([
      'sentinel: sentinel-1: is in TILT mode: its clock jumped or it was too slow; it only watches',
    ]);
  });
});
