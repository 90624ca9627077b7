import { describe, expect, test } from 'vitest';
import { failoverCourses } from '../../../src/model/failover-course';
import type { SentinelView } from '../../../src/model/sentinel-view';
import type { Answer, NodeSnapshot } from '../../../src/model/snapshot';
import { render } from '../../../src/model/text';
import { master, observed, replica, sentinel, topology, view } from './observed';

const told = (nodes: readonly NodeSnapshot[], shape: 'sentinel' | 'cluster') =>
  failoverCourses(topology(shape, nodes)).map(({ of, stages }) => ({
    of,
    done: stages.filter((s) => s.state === 'done').length,
    now: stages
      .filter((s) => s.state === 'now')
      .map((s) => [s.what, s.detail].map((t) => t && render(t)).join(': ')),
  }));

describe('of sentinels', () => {
  const group = (views: readonly Partial<SentinelView>[], promoted: Answer = replica(0)) =>
    told(
      [
        observed(0, { kind: 'notRunning', since: 1 }),
        observed(1, promoted),
        ...views.map((v, i) => observed(2 + i, sentinel(v), { intended: 'sentinel', shard: undefined })),
      ],
      'sentinel',
    );
  const down = { flags: ['master', 's_down', 'o_down'] };

  test('none while all is well, or only one thinks so', () => {
    expect(group([{}, {}, {}])).toEqual([]);
    expect(group([{ flags: ['master', 's_down'] }, {}, {}])).toEqual([]);
  });
  test('agreed, nobody leads yet', () => {
    expect(group([down, { flags: ['master', 's_down'] }, {}])).toEqual([
      { of: 'n0', done: 1, now: ['elect a leader: '] },
    ]);
  });
  test.each([
    ['wait_start', 1, 'elect a leader: n2 leads'],
    ['select_slave', 2, 'choose a replica: '],
    ['send_slaveof_noone', 3, 'promote it: '],
    ['wait_promotion', 3, 'promote it: '],
    ['update_config', 5, 'take it over as master: '],
  ])('%s', (failoverState, done, now) => {
    expect(group([{ ...down, failoverState }, down, {}])).toEqual([{ of: 'n0', done, now: [now] }]);
  });
  test('the other replicas are counted, and the new master is named', () => {
    const seen = { ip: '10.0.0.3', port: 6380, runId: 'r', linkOk: true, offset: 1 };
    const replicas = ['promoted', 'reconf_done', 'reconf_sent'].map((f) => ({
      ...seen,
      flags: ['slave', f],
    }));
    expect(group([{ ...down, failoverState: 'reconf_slaves', replicas }, down], master())).toEqual([
      { of: 'n0', done: 4, now: ['point the other replicas to it: 1 of 2 follow'] },
    ]);
  });
});

describe('of a cluster', () => {
  const owners = { a: [[0, 5] as const], b: [[6, 9] as const], c: [[10, 16383] as const] };
  const seenBy = (me: string, flag: string | undefined, taken = false) => {
    const own = view(me, taken ? { ...owners, a: [], d: [[0, 5]] } : owners, taken ? {} : { d: 'a' });
    if (!own) throw new Error('no view');
    const peers = own.peers.map((p) =>
      p.id === 'a' && flag ? { ...p, port: 6379, flags: ['master', flag] } : p,
    );
    return { ...own, peers };
  };
  const group = (b: Parameters<typeof seenBy>, c: Parameters<typeof seenBy>) =>
    told(
      [
        observed(0, { kind: 'notRunning', since: 1 }),
        observed(1, master(1, [], seenBy(...b))),
        observed(2, master(1, [], seenBy(...c))),
      ],
      'cluster',
    );

  test('none while nobody thinks a master down, nor when everybody knows its successor', () => {
    expect(group(['b', undefined], ['c', undefined])).toEqual([]);
    expect(group(['b', 'fail', true], ['c', 'fail', true])).toEqual([]);
  });
  test('suspected by one', () => {
    expect(group(['b', 'fail?'], ['c', undefined])).toEqual([
      { of: 'n0', done: 0, now: ['agree that it failed: 1 of 2 masters that answer think so'] },
    ]);
  });
  test('agreed: its replica stands for election', () => {
    expect(group(['b', 'fail'], ['c', 'fail'])).toEqual([
      { of: 'n0', done: 1, now: ['elect one of its replicas: epoch 1'] },
    ]);
  });
  test('one knows the successor, the other does not', () => {
    expect(group(['b', 'fail', true], ['c', 'fail'])).toEqual([
      { of: 'n0', done: 2, now: ['tell everybody: 1 of 2 know'] },
    ]);
  });
});
