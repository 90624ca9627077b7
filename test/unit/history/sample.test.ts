import { describe, expect, test } from 'vitest';
import { backlogReach, resumption } from '../../../src/model/history/backlog';
import { behindBytes, offsetRate, sampleOf, silentSeconds } from '../../../src/model/history/sample';
import type { Answer, MasterFacts, ReplicaFacts } from '../../../src/model/snapshot';
import { master, observed, replica, topology } from '../model/observed';

type Data = Extract<Answer, { kind: 'data' }>;
const facts = <T>(answer: Answer, change: Partial<T> = {}): T =>
  ({ ...(answer as Data).replication, ...change }) as T;
const withFacts = (answer: Answer, change: Partial<ReplicaFacts>): Answer =>
  ({ ...answer, replication: { ...(answer as Data).replication, ...change } }) as Answer;

describe('the rate of a master', () => {
  const mark = (replicationId: string, offset: number, at: number) => ({ replicationId, offset, at });
  test('bytes per second between two looks', () => {
    expect(offsetRate(mark('a', 1000, 0), mark('a', 3000, 500))).toBe(4000);
    expect(offsetRate(mark('a', 1000, 0), mark('a', 1000, 500))).toBe(0);
  });
  test('none at first, none over another history, never negative', () => {
    expect(offsetRate(undefined, mark('a', 3000, 500))).toBeNaN();
    expect(offsetRate(mark('a', 9000, 0), mark('b', 10_000, 1000))).toBeNaN();
    expect(offsetRate(mark('a', 9000, 0), mark('b', 10, 1000))).toBeNaN();
    expect(offsetRate(mark('a', 9000, 0), mark('a', 10, 1000))).toBeNaN();
    expect(offsetRate(mark('a', 9000, 1000), mark('a', 9100, 1000))).toBeNaN();
  });
});

describe('how far a replica is behind', () => {
  test('as its master sees it while linked', () => {
    const nodes = [observed(0, master(1000, [[1, 900]])), observed(1, replica(0))];
    const t = topology('replication', nodes);
    expect(behindBytes(nodes[1] as never, t)).toBe(100);
    expect(silentSeconds(nodes[1] as never, t)).toBe(0);
    expect(sampleOf(nodes[1] as never, t, undefined)).toEqual({
      lagBytes: 100,
      lagSeconds: 0,
      bytesPerSecond: Number.NaN,
      opsPerSecond: 0,
      historyBegan: Number.NaN,
    });
  });
  test('by its own offset while the link is down, if both are of one history', () => {
    const down = observed(1, replica(0, 'down', undefined, 100));
    const other = observed(1, withFacts(replica(0, 'down'), { replicationId: 'y' }));
    const m = observed(0, master(1000));
    expect(behindBytes(down, topology('replication', [m, down]))).toBe(900);
    expect(silentSeconds(down, topology('replication', [m, down]))).toBe(12);
    expect(behindBytes(other, topology('replication', [m, other]))).toBeNaN();
  });
  test('unknown when the master does not answer, or the link never was', () => {
    const r = observed(1, withFacts(replica(0, 'down'), { linkDownSeconds: -1 }));
    const t = topology('replication', [observed(0, { kind: 'notRunning', since: 1 }), r]);
    expect(behindBytes(r, t)).toBeNaN();
    expect(silentSeconds(r, t)).toBeNaN();
  });
});

describe('the backlog', () => {
  const m = facts<MasterFacts>(master(10_000), { backlogSize: 1000, backlogHeld: 800 });
  test('reaches as long as the present rate needs to fill it', () => {
    expect(backlogReach(m, 100)).toBe(10);
    expect(backlogReach(m, 100, 400)).toBe(6);
    expect(backlogReach(m, 100, 4000)).toBe(0);
    expect(backlogReach(m, 0)).toBe(Number.POSITIVE_INFINITY);
    expect(backlogReach(m, Number.NaN)).toBeUndefined();
    expect(backlogReach({ ...m, backlogSize: 0 }, 100)).toBeUndefined();
  });
  test('holds the next byte of a replica that may resume', () => {
    const r = (offset: number, replicationId = 'x') =>
      facts<ReplicaFacts>(replica(0, 'down'), { offset, replicationId });
    expect(resumption(r(9500), m)).toBe('partial');
    expect(resumption(r(9200), m)).toBe('partial');
    expect(resumption(r(9199), m)).toBe('full');
    expect(resumption(r(10_001), m)).toBe('full');
    expect(resumption(r(9500, 'old'), m)).toBe('full');
    const after = { ...m, former: { id: 'old', until: 9600 } };
    expect(resumption(r(9599, 'old'), after)).toBe('partial');
    expect(resumption(r(9600, 'old'), after)).toBe('full');
    expect(resumption(r(9500, 'older'), after)).toBe('full');
  });
});
