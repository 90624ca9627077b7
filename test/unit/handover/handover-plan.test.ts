import { describe, expect, test } from 'vitest';
import type { SwitchPlan } from '../../../src/model/handover';
import { planHandover } from '../../../src/model/handover-plan';
import type { Answer } from '../../../src/model/snapshot';
import { render, type Text } from '../../../src/model/text';
import { master, observed, replica, sentinel, topology, view } from '../model/observed';

const said = (texts: readonly Text[]) => texts.map((t) => render(t));
const gone = { kind: 'notRunning', since: 1 } as const;
const exited = { container: { state: 'exited' } } as const;
const ofVersion = (answer: Answer, version: string): Answer =>
  answer.kind === 'data' ? { ...answer, server: { ...answer.server, version } } : answer;
const planned = (plan: ReturnType<typeof planHandover>): SwitchPlan => {
  if (plan.kind !== 'handOver') throw new Error(render(plan.why));
  return plan;
};

describe('replication', () => {
  const behind = (offset1: number, offset2: number, answer: Answer = replica(0)) =>
    topology('replication', [
      observed(
        0,
        master(100, [
          [1, offset1],
          [2, offset2],
        ]),
      ),
      observed(1, answer),
      observed(2, replica(0)),
    ]);

  test('the most up-to-date replica is taken unless another is chosen', () => {
    expect(planned(planHandover(behind(60, 100))).to.name).toBe('n2');
    expect(planned(planHandover(behind(60, 100), 't/n1')).to.name).toBe('n1');
    expect(planned(planHandover(behind(60, 100), 't/n0')).to.name).toBe('n2');
  });

  test('every step says what is sent to whom', () => {
    const plan = planned(planHandover(behind(100, 0)));
    expect(plan.steps.map((s) => `${s.node}: ${s.commands.join('; ')}`)).toEqual([
      'n0: CLIENT PAUSE 2000 WRITE',
      'n1: INFO replication',
      'n1: REPLICAOF NO ONE',
      'n0: REPLICAOF 10.0.0.3 6380; CLIENT KILL TYPE normal SKIPME yes; CLIENT UNPAUSE',
      'n2: REPLICAOF 10.0.0.3 6380',
      'n1: CONFIG REWRITE',
      'n0: CONFIG REWRITE',
      'n2: CONFIG REWRITE',
    ]);
    expect(said(plan.cost)).toEqual([
      'Writers wait, at most 100 ms',
      'No acknowledged write is lost',
      'Connections to the old master are closed, so that clients find the new one',
    ]);
  });

  test('a replica whose link is down is not taken, and cannot be chosen', () => {
    const t = behind(100, 50, replica(0, 'down'));
    expect(planned(planHandover(t)).to.name).toBe('n2');
    expect(planHandover(t, 't/n1')).toMatchObject({ kind: 'cannot', promotions: [] });
  });

  test('what does not answer is left out and named', () => {
    const t = topology('replication', [
      observed(0, master(100, [[2, 100]])),
      observed(1, gone, { container: { state: 'paused' } }),
      observed(2, replica(0)),
      observed(3, gone, exited),
    ]);
    const plan = planned(planHandover(t));
    expect(plan.absent.map((p) => p.name)).toEqual(['n1', 'n3']);
    expect(said(plan.cost)).toHaveLength(4);
    expect(said(plan.cost)).toContain('n1 does not answer and is left as it is');
  });

  test.each([
    ['7.0.15', 'pause'],
    ['6.2.0', 'pause'],
    ['6.0.20', 'refuse'],
    ['5.0.0', 'refuse'],
  ])('Redis %s holds writes by: %s', (version, hold) => {
    const t = topology('replication', [
      observed(0, ofVersion(master(1, [[1, 1]]), version)),
      observed(1, replica(0)),
    ]);
    expect(planned(planHandover(t)).hold).toBe(hold);
  });

  test('Redis 4 cannot', () => {
    const t = topology('replication', [observed(0, ofVersion(master(), '4.0.14')), observed(1, replica(0))]);
    expect(planHandover(t).kind).toBe('cannot');
  });

  test('the master is gone: what each replica lacks is said, the best one first', () => {
    const t = topology('replication', [
      observed(0, gone, exited),
      observed(1, replica(0, 'down', undefined, 40)),
      observed(2, replica(0, 'down', undefined, 100)),
    ]);
    const plan = planHandover(t);
    if (plan.kind !== 'cannot') throw new Error('the master is gone');
    expect(plan.promotions.map((p) => [p.to.name, p.method, p.behindBytes])).toEqual([
      ['n2', 'promote', 0],
      ['n1', 'promote', 60],
    ]);
    expect(planHandover(t, 't/n0')).toEqual(plan);
    expect(planHandover(t, 't/n1')).toMatchObject({ promotions: [{ to: { name: 'n1' } }] });
    expect(said(plan.promotions[1]?.givesUp ?? [])).toContain('n1 lacks 60 B that another replica has');
  });
});

describe('sentinel', () => {
  const peers = [1, 2].map((n) => ({
    ip: '10.0.0.9',
    port: 26379 + n,
    runId: `s${n}`,
    flags: ['sentinel'],
    lastHelloMs: 500,
  }));
  const group = (...views: Answer[]) =>
    topology('sentinel', [
      observed(0, master(100, [[1, 100]])),
      observed(1, replica(0)),
      ...views.map((v, i) => observed(2 + i, v, { intended: 'sentinel', shard: undefined })),
    ]);

  test('the sentinels vote first, and are told while writes are held', () => {
    const plan = planned(planHandover(group(...[1, 2, 3].map(() => sentinel({ otherSentinels: peers })))));
    expect(plan.method).toBe('announce');
    const commands = plan.steps.map((s) => `${s.node}: ${s.commands[0]}`);
    expect(commands[0]).toBe('n2: SENTINEL IS-MASTER-DOWN-BY-ADDR 10.0.0.2 6379 EPOCH ID');
    expect(commands).toContain('n2: PUBLISH __sentinel__:hello IP,PORT,ID,EPOCH,t,10.0.0.3,6380,EPOCH');
  });

  test('a lone sentinel is told to monitor the new master', () => {
    expect(planned(planHandover(group(sentinel()))).method).toBe('monitor');
  });

  test.each([
    [
      'most sentinels are away',
      group(sentinel({ otherSentinels: peers })),
      'Only 1 of 3 sentinels answer: not a majority',
    ],
    ['one is failing over', group(sentinel({ failoverState: 'wait_start' })), 'n2 is failing over already'],
    [
      'they disagree',
      group(sentinel(), sentinel({ masterPort: 6380 })),
      'The sentinels do not agree which node is master',
    ],
  ])('not while %s', (_, t, why) => {
    const plan = planHandover(t);
    expect(plan.kind === 'cannot' && render(plan.why)).toBe(why);
  });
});

describe('cluster', () => {
  const owners = { a: [[0, 5460]], b: [[5461, 10922]], c: [[10923, 16383]] } satisfies Record<
    string,
    [number, number][]
  >;
  const of = { d: 'a' };
  const cluster = (a: Answer, b: Answer, c: Answer) =>
    topology('cluster', [
      observed(0, a, a.kind === 'data' ? {} : exited),
      observed(1, replica(0, 'up', view('d', owners, of)), { shard: 0 }),
      observed(2, b, { intended: 'master', shard: 1 }),
      observed(3, c, { intended: 'master', shard: 2 }),
    ]);
  const [a, b, c] = ['a', 'b', 'c'].map((me) => master(1, [[1, 1]], view(me, owners, of))) as [
    Answer,
    Answer,
    Answer,
  ];

  test('by the cluster’s own command', () => {
    const plan = planned(planHandover(cluster(a, b, c), 't/n1'));
    expect([plan.method, plan.hold, plan.steps[0]?.commands]).toEqual([
      'clusterFailover',
      'server',
      ['CLUSTER FAILOVER'],
    ]);
  });

  test('which master must be said', () => {
    expect(planHandover(cluster(a, b, c)).kind).toBe('cannot');
  });

  test.each([
    ['the master is gone: FORCE', cluster(gone, b, c), 'force', /FORCE/],
    ['most masters are gone: TAKEOVER', cluster(gone, gone, c), 'takeover', /TAKEOVER/],
    ['most masters but this one are gone: TAKEOVER', cluster(a, gone, gone), 'takeover', /TAKEOVER/],
  ])('%s, with what it gives up', (_, t, method, words) => {
    const plan = planHandover(t, 't/n1');
    if (plan.kind !== 'cannot') throw new Error('not the normal way');
    expect(plan.promotions.map((p) => p.method)).toEqual([method]);
    expect(said(plan.promotions[0]?.givesUp ?? []).at(-1)).toMatch(words);
  });
});
