import { expect, test } from 'vitest';
import type { Answer, NodeSnapshot } from '../../../src/model/snapshot';
import type { Shape } from '../../../src/model/spec';
import { Sightings } from '../../../src/model/timeline/sightings';
import { Timeline } from '../../../src/model/timeline/timeline';
import { master, observed, replica, topology, view } from '../model/observed';
import { read } from './recorded';

/** Shows a timeline one round of answers after the other, a second apart; gives what it says then. */
function watch(shape: Shape = 'replication', shards: readonly number[] = []) {
  const sightings = new Sightings();
  const timeline = new Timeline();
  const nodes = new Map<number, NodeSnapshot>();
  let now = 0;
  return {
    timeline,
    round(answers: Readonly<Record<number, Answer>>, passed = 1000) {
      now += passed;
      for (const [number, answer] of Object.entries(answers)) {
        const n = Number(number);
        const timed = answer.kind === 'data' ? { ...answer, at: now } : answer;
        const state = answer.kind === 'notRunning' ? 'exited' : 'running';
        nodes.set(n, observed(n, timed, { shard: shards[n] ?? 0, container: { state } }));
        const snapshot = topology(shape, [...nodes.values()]);
        for (const note of sightings.see(snapshot, [`t/n${n}`], now, () => false)) timeline.add(note);
      }
      return timeline.latest(50).flatMap(read);
    },
  };
}

const off: Answer = { kind: 'notRunning', since: 1 };
const silent: Answer = { kind: 'unreachable', since: 1, cause: 'connection refused', reason: 'refused' };
const changed = (answer: Answer, change: Record<string, unknown>): Answer =>
  answer.kind === 'data'
    ? ({ ...answer, replication: { ...answer.replication, ...change } } as Answer)
    : answer;

test('the first look tells nothing; nor does one that shows the same', () => {
  const w = watch();
  expect(w.round({ 0: master(100, [[1, 100]]), 1: replica(0) })).toEqual([]);
  expect(w.round({ 0: master(200, [[1, 200]]), 1: replica(0) })).toEqual([]);
});

test('a node that does not answer is told with the cause, and that it answers again', () => {
  const w = watch();
  w.round({ 0: master(), 1: replica(0) });
  w.round({ 1: silent });
  w.round({ 1: silent });
  expect(w.round({ 1: replica(0) })).toEqual([
    'role: n1 does not answer: connection refused',
    'role: n1 answers again',
  ]);
});

test('one that was stopped need not answer', () => {
  const w = watch();
  w.round({ 0: master(), 1: replica(0) });
  w.round({ 1: off });
  w.round({ 1: silent });
  expect(w.round({ 1: replica(0) })).toEqual([]);
});

test('links: lost while the master answers, linked again, copying', () => {
  const w = watch();
  w.round({ 0: master(), 1: replica(0) });
  w.round({ 1: changed(replica(0, 'down'), { syncInProgress: true }) });
  expect(w.round({ 1: replica(0) })).toEqual([
    'role: n1: the link to n0 is down',
    'role: n1 copies all data of its master',
    'role: n1 is linked to n0 again',
  ]);
});

test('a link to a master that is stopped goes without saying', () => {
  const w = watch();
  w.round({ 0: master(), 1: replica(0) });
  w.round({ 0: off });
  expect(w.round({ 1: replica(0, 'down') })).toEqual([]);
});

test('a promotion by hand is one entry: who, and who follows', () => {
  const w = watch();
  w.round({ 0: master(), 1: replica(0), 2: replica(0) });
  w.round({ 0: silent });
  w.round({ 1: master() });
  w.round({ 2: replica(1, 'down') });
  expect(w.round({ 2: replica(1) })).toEqual([
    'failover: n0 → n1: a new master after 1.0 s',
    '+0 n0 does not answer: connection refused',
    '+1000 n1 is master',
    '+3000 n2 follows n1',
  ]);
});

test('a master that handed over and follows is the end of it; one that was dead is another story', () => {
  const handed = watch();
  handed.round({ 0: master(), 1: replica(0) });
  handed.round({ 1: master() });
  expect(handed.round({ 0: replica(1) })).toEqual([
    'failover: n0 → n1: handed over',
    '+0 n1 is master',
    '+1000 n0 follows n1',
  ]);
  const dead = watch();
  dead.round({ 0: master(), 1: replica(0) });
  dead.round({ 0: silent });
  dead.round({ 1: master() });
  dead.round({ 0: master() });
  expect(dead.round({ 0: replica(1) }).at(-1)).toBe('role: n0 follows n1');
});

test('what changed while nobody looked is told, but is no failover that could be timed', () => {
  const w = watch();
  w.round({ 0: master(), 1: replica(0) });
  expect(w.round({ 0: replica(1), 1: master() }, 3_600_000)).toEqual([
    'role: n0 follows n1',
    'role: n1 is master',
  ]);
});

test('a new replication history of the same master is told', () => {
  const w = watch();
  w.round({ 0: master() });
  expect(w.round({ 0: changed(master(), { replicationId: 'other' }) })).toEqual([
    'role: n0 began a new replication history',
  ]);
});

const A: [number, number] = [0, 8191];
const B: [number, number] = [8192, 16383];

test('cluster: one failover from the first doubt to the slots', () => {
  const w = watch('cluster', [0, 0, 1]);
  const owners = { a: [A], b: [B] };
  const failing = (me: string, flag: string, state: 'ok' | 'fail' = 'ok') => {
    const seen = view(me, owners, { r: 'a' }, state);
    if (!seen) throw new Error('no view');
    // n0 is at 10.0.0.2:6379; it does not answer, so it is known by its address.
    const peers = seen.peers.map((p) => (p.id === 'a' ? { ...p, flags: ['master', flag], port: 6379 } : p));
    return { ...seen, peers };
  };
  w.round({
    0: master(100, [], view('a', owners, { r: 'a' })),
    1: replica(0, 'up', view('r', owners, { r: 'a' })),
    2: master(100, [], view('b', owners, { r: 'a' })),
  });
  w.round({ 0: silent });
  w.round({ 1: replica(0, 'down', failing('r', 'fail?')), 2: master(100, [], failing('b', 'fail?')) });
  w.round({
    1: replica(0, 'down', failing('r', 'fail', 'fail')),
    2: master(100, [], failing('b', 'fail', 'fail')),
  });
  const lines = w.round({
    1: master(100, [], view('r', { r: [A], b: [B], a: [] })),
    2: master(100, [], view('b', { r: [A], b: [B], a: [] })),
  });
  expect(lines).toEqual([
    'failover: n0 → n1: a new master after 3.0 s',
    '+0 n0 does not answer: connection refused',
    '+1000 n1, n2: n0 does not answer',
    '+2000 agreed: n0 is down',
    '+2000 n1, n2: the cluster is down',
    '+3000 n1 is master, epoch 0',
    '+3000 n0 → n1: 8192 slots (0-8191)',
    '+3000 n1, n2: the cluster is up',
    'cluster: n0 is back in the cluster',
  ]);
});

test('cluster: why a replica was promoted is told before it, whoever was asked first', () => {
  const w = watch('cluster', [0, 0, 1]);
  const owners = { a: [A], b: [B] };
  const after = { r: [A], b: [B], a: [] };
  w.round({
    0: master(100, [], view('a', owners, { r: 'a' })),
    1: replica(0, 'up', view('r', owners, { r: 'a' })),
    2: master(100, [], view('b', owners, { r: 'a' })),
  });
  w.round({ 0: silent });
  w.round({ 1: master(100, [], view('r', after)) });
  const seen = view('b', after);
  const peers = seen?.peers.map((p) => (p.id === 'a' ? { ...p, flags: ['master', 'fail'], port: 6379 } : p));
  expect(w.round({ 2: master(100, [], seen && { ...seen, peers: peers ?? [] }) }, 5)).toEqual([
    'failover: n0 → n1: a new master after 1.0 s',
    '+0 n0 does not answer: connection refused',
    '+999 agreed: n0 is down',
    '+1000 n1 is master, epoch 0',
    '+1000 n0 → n1: 8192 slots (0-8191)',
  ]);
});

test('cluster: slots that move one after the other are added up', () => {
  const w = watch('cluster', [0, 1]);
  const own = (me: string, cut: number) =>
    master(100, [], view(me, { a: [[0, cut]], b: [[cut + 1, 16383]] }));
  w.round({ 0: own('a', 8191), 1: own('b', 8191) });
  for (let cut = 8190; cut > 8180; cut--) w.round({ 1: own('b', cut), 0: own('a', cut) });
  expect(w.round({ 0: own('a', 8180), 1: own('b', 8180) })).toEqual([
    'cluster: n0 → n1: 11 slots (8181-8191)',
  ]);
});
