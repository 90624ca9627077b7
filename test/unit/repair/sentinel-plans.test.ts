import { describe, expect, it } from 'vitest';
import type { Repair } from '../../../src/model/findings/remedy';
import type { Planned } from '../../../src/model/repair/plan';
import { planRepair } from '../../../src/model/repair/plan-repair';
import { moveSentinelFile } from '../../../src/model/repair/sentinel-file';
import { shownStep } from '../../../src/model/repair/shown';
import type { SentinelView } from '../../../src/model/sentinel-view';
import type { NodeSnapshot } from '../../../src/model/snapshot';
import { render } from '../../../src/model/text';
import { master, observed, replica, sentinel, topology } from '../model/observed';

const lines = (planned: Planned): string[] =>
  planned.kind === 'repair'
    ? planned.steps.map((s) => `${s.node.name}: ${shownStep(s).join('; ')}`)
    : [planned.kind === 'cannot' ? `cannot: ${render(planned.why)}` : 'choose'];

const watcher = (number: number, change: Partial<SentinelView> = {}): NodeSnapshot =>
  observed(number, sentinel(change), { intended: 'sentinel', shard: undefined });
const ELSEWHERE = { masterIp: '10.0.0.3', masterPort: 6380 };
const plan = (repair: Repair, nodes: readonly NodeSnapshot[]) =>
  lines(planRepair(repair, topology('sentinel', nodes), new Map()));
const data = [observed(0, master(100, [[1, 100]])), observed(1, replica(0))];

describe('monitoring anew', () => {
  const anew = (sentinels: readonly string[], nodes: readonly NodeSnapshot[]) =>
    plan({ kind: 'monitorAnew', sentinels, masterName: 't' }, nodes);

  it('lets all forget before the first is told, with the settings of one that is right', () => {
    const nodes = [...data, watcher(2), watcher(3, ELSEWHERE), watcher(4, ELSEWHERE)];
    expect(anew(['t/n3', 't/n4'], nodes)).toEqual([
      'n3: SENTINEL REMOVE t',
      'n4: SENTINEL REMOVE t',
      ...['n3', 'n4'].map(
        (n) =>
          `${n}: SENTINEL MONITOR t 10.0.0.2 6379 2; SENTINEL SET t down-after-milliseconds 5000; SENTINEL SET t auth-pass ••••••`,
      ),
    ]);
  });

  it('is refused where the others would have another node promoted', () => {
    expect(anew(['t/n2'], [...data, watcher(2), watcher(3, ELSEWHERE)])).toEqual([
      'cannot: n3 names 10.0.0.3:6380 as master, not n0: the others would follow it',
    ]);
  });

  it('is refused while one fails over, and without exactly one master', () => {
    const busy = watcher(3, { failoverState: 'wait_start', flags: ['master', 'failover_in_progress'] });
    expect(anew(['t/n2'], [...data, watcher(2), busy])).toEqual([
      'cannot: n3 is failing over: wait until that has ended',
    ]);
    const two = [observed(0, master()), observed(1, master())];
    expect(anew(['t/n2'], [...two, watcher(2)])).toEqual(['cannot: More than one node is master: n0, n1']);
    expect(anew(['t/n2'], [observed(1, replica(0, 'down')), watcher(2)])).toEqual([
      'cannot: No node answers as master',
    ]);
  });
});

describe('resetting', () => {
  const reset = (nodes: readonly NodeSnapshot[]) =>
    planRepair(
      { kind: 'resetSentinels', sentinels: ['t/n2', 't/n3'], masterName: 't' },
      topology('sentinel', nodes),
      new Map(),
    );

  it('goes one by one, waits until each knows all, and 30 s between', () => {
    const planned = reset([...data, watcher(2), watcher(3)]);
    if (planned.kind !== 'repair') throw new Error('a plan');
    expect(lines(planned)).toEqual(['n2: SENTINEL RESET t', 'n3: SENTINEL RESET t']);
    expect(planned.steps.map((s) => s.restMs)).toEqual([30_000, undefined]);
    const lacks = planned.steps[0]?.until?.lacks;
    expect(lacks?.(topology('sentinel', [...data, watcher(2), watcher(3)]))).toBe(
      'n2 knows 0 of 1 replicas and 0 of 1 sentinels',
    );
    const failing = watcher(3, { failoverState: 'wait_start' });
    const hindrance = planned.steps[1]?.unless?.(topology('sentinel', [...data, watcher(2), failing]));
    expect(hindrance && render(hindrance)).toMatch(/n3 is failing over/);
  });

  it('is refused for sentinels that watch something else than the master', () => {
    expect(lines(reset([...data, watcher(2), watcher(3, ELSEWHERE)]))).toEqual([
      'cannot: n3 does not watch n0: make the sentinels agree first',
    ]);
  });
});

describe('the master’s password', () => {
  it('goes without the name of the user that was refused', () => {
    const logins = [{ name: 't', user: 'old' }];
    const named = {
      ...watcher(3),
      evidence: { at: 1, file: { path: '/f', monitors: [], settings: [], logins } },
    };
    const repair: Repair = { kind: 'setSentinelPassword', sentinels: ['t/n2', 't/n3'], masterName: 't' };
    expect(plan(repair, [...data, watcher(2), named])).toEqual([
      'n2: SENTINEL SET t auth-pass ••••••',
      'n3: SENTINEL SET t auth-user ""; SENTINEL SET t auth-pass ••••••',
    ]);
  });
});

describe('pointing at the master', () => {
  const repoint = (second: NodeSnapshot) =>
    plan({ kind: 'repoint', replicas: ['t/n1'], master: 't/n0' }, [observed(0, master(100)), second]);
  const rival = (changes: { keys: number; replicationId: string; offset: number }) => {
    const node = observed(1, master(changes.offset));
    if (node.answer.kind !== 'data') throw new Error('data');
    const { server, replication } = node.answer;
    return {
      ...node,
      answer: {
        ...node.answer,
        server: { ...server, keys: changes.keys },
        replication: { ...replication, replicationId: changes.replicationId },
      },
    } as NodeSnapshot;
  };

  it('is refused for a master with keys of its own', () => {
    expect(repoint(rival({ keys: 1, replicationId: 'y', offset: 5 }))[0]).toMatch(
      /^cannot: n1 is a master itself/,
    );
    expect(repoint(rival({ keys: 1, replicationId: 'x', offset: 101 }))[0]).toMatch(/^cannot/);
  });

  it('is done for an empty one, and for one that only lags', () => {
    const said = ['n1: REPLICAOF 10.0.0.2 6379; CONFIG REWRITE'];
    expect(repoint(rival({ keys: 0, replicationId: 'y', offset: 5 }))).toEqual(said);
    expect(repoint(rival({ keys: 1, replicationId: 'x', offset: 99 }))).toEqual(said);
  });
});

describe('a sentinel’s file in its new place', () => {
  const FILE =
    'port 1\nsentinel monitor mymaster 10.0.0.2 6379 2\nsentinel down-after-milliseconds master 5000\nsentinel myid old\nsentinel auth-pass mymaster p\n';

  it('gives a setting for a strange name to the one that is monitored', () => {
    expect(moveSentinelFile(FILE, undefined)).toContain('sentinel down-after-milliseconds mymaster 5000\n');
    expect(moveSentinelFile(FILE, undefined)).toContain('sentinel myid old\n');
  });

  it('leaves it alone where several are monitored: nobody knows which was meant', () => {
    const two = `${FILE}sentinel monitor other 10.0.0.9 6379 2\n`;
    expect(moveSentinelFile(two, undefined)).toContain('sentinel down-after-milliseconds master 5000\n');
  });

  it('writes down what the sentinel knows and could not save', () => {
    const answer = sentinel({
      masterName: 'mymaster',
      masterIp: '10.0.0.3',
      masterPort: 7,
      quorum: 3,
      configEpoch: 4,
    });
    if (answer.kind !== 'sentinel') throw new Error('a sentinel');
    const moved = moveSentinelFile(FILE, { myId: 'new', views: answer.views }).split('\n');
    expect(moved).toEqual([
      'sentinel myid new',
      'port 1',
      'sentinel monitor mymaster 10.0.0.3 7 3',
      'sentinel down-after-milliseconds mymaster 5000',
      'sentinel auth-pass mymaster p',
      'sentinel config-epoch mymaster 4',
      '',
    ]);
  });
});
