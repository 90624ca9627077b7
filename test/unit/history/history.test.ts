import { expect, test } from 'vitest';
import type { Answer } from '../../../src/model/snapshot';
import { History } from '../../../src/topology/history';
import { Store } from '../../../src/topology/store';
import { HistoryFeed } from '../../../src/ui/panel/history-feed';
import { master, observed, replica, topology } from '../model/observed';

const at = (answer: Answer, ms: number): Answer => ({ ...answer, at: ms }) as Answer;
const withId = (answer: Answer, replicationId: string): Answer =>
  answer.kind === 'data'
    ? ({ ...answer, replication: { ...answer.replication, replicationId } } as Answer)
    : answer;

function setUp() {
  const store = new Store();
  let now = 0;
  const history = new History(store, () => now);
  store.setTopologies([
    topology('replication', [observed(0, { kind: 'pending' }), observed(1, { kind: 'pending' })]),
  ]);
  return {
    store,
    history,
    say(number: number, answer: Answer, ms: number) {
      now = ms;
      store.setNodes('t', [observed(number, answer.kind === 'data' ? at(answer, ms) : answer)]);
    },
  };
}

test('each answer adds a point: rate and commands of a master, lag of a replica', () => {
  const { history, say } = setUp();
  say(0, master(1000, [[1, 900]]), 1000);
  say(1, replica(0), 1010);
  say(0, master(3000, [[1, 3000]]), 2000);
  say(1, replica(0), 2010);
  expect(history.read('t')).toEqual({
    't/n0': {
      bytesPerSecond: { at: [2000], value: [2000] },
      opsPerSecond: { at: [1000, 2000], value: [0, 0] },
    },
    't/n1': {
      lagBytes: { at: [1010, 2010], value: [100, 0] },
      lagSeconds: { at: [1010, 2010], value: [0, 0] },
      opsPerSecond: { at: [1010, 2010], value: [0, 0] },
    },
  });
});

test('a failover resets the offset: no rate then, and none that is negative', () => {
  const { history, say } = setUp();
  say(0, master(9000), 1000);
  say(0, master(9100), 2000);
  say(0, withId(master(50), 'new'), 3000);
  say(0, withId(master(150), 'new'), 4000);
  expect(history.read('t')['t/n0']?.bytesPerSecond).toEqual({
    at: [2000, 3000, 4000],
    value: [100, null, 100],
  });
});

test('what is not known is a gap: no answer, or nobody looked', () => {
  const { history, say } = setUp();
  say(0, master(1000), 1000);
  say(0, { kind: 'unreachable', since: 2000, cause: 'x', reason: 'timeout' }, 2000);
  say(0, master(1000), 3000);
  say(0, master(9000), 60_000);
  expect(history.read('t')['t/n0']?.opsPerSecond).toEqual({
    at: [1000, 2000, 3000, 3001, 60_000],
    value: [0, null, 0, null, 0],
  });
  expect(history.read('t')['t/n0']?.bytesPerSecond).toBeUndefined();
});

test('a page is sent each point once; it is forgotten with its topology', () => {
  const { store, history, say } = setUp();
  const feed = new HistoryFeed(history);
  say(0, master(1000), 1000);
  expect(Object.keys(feed.whole('t'))).toEqual(['t/n0']);
  expect(feed.news('t')).toEqual({});
  say(0, master(1500), 2000);
  expect(feed.news('t')).toEqual({
    't/n0': { opsPerSecond: { at: [2000], value: [0] }, bytesPerSecond: { at: [2000], value: [500] } },
  });
  expect(feed.whole('t')['t/n0']?.opsPerSecond?.at).toEqual([1000, 2000]);
  store.setTopologies([topology('replication', [observed(1, { kind: 'pending' })])]);
  expect(history.read('t')).toEqual({});
  history.dispose();
  say(1, master(1), 9000);
  expect(history.read('t')).toEqual({});
});

test('that a replication id is another than before is remembered, over any silence; that it is the same is not', () => {
  const { history, say } = setUp();
  const began = () => history.read('t')['t/n0']?.historyBegan;
  say(0, withId(master(100), 'a'), 1000);
  say(0, withId(master(200), 'a'), 2000);
  expect(began()).toBeUndefined();
  say(0, { kind: 'unreachable', since: 3000, cause: 'x', reason: 'refused' }, 3000);
  say(0, withId(master(50), 'b'), 90_000);
  say(0, withId(master(60), 'b'), 91_000);
  say(0, withId(master(70), 'c'), 92_000);
  expect(began()).toEqual({ at: [90_000, 92_000], value: [50, 70] });
});
