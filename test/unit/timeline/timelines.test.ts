import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { EngineEvent } from '../../../src/docker/engine-event';
import { silentLog } from '../../../src/model/log';
import { render, text } from '../../../src/model/text';
import { KEPT_MS } from '../../../src/model/timeline/timeline';
import { parseToPage } from '../../../src/protocol/to-page';
import { Store } from '../../../src/topology/store';
import { Timelines } from '../../../src/topology/timeline';
import { EngineClock } from '../../../src/topology/timeline-clock';
import { Nudges } from '../../../src/topology/timeline-nudge';
import { NO_RECORDS, PageFeed } from '../../../src/ui/panel/page-feed';
import { TimelineStorage } from '../../../src/ui/panel/timeline-storage';
import { master, observed, replica, topology } from '../model/observed';

beforeEach(() => void vi.useFakeTimers({ now: 1_000_000_000 }));
afterEach(() => void vi.useRealTimers());

const nodes = [observed(0, master()), observed(1, replica(0))];

function setUp(state: 'complete' | 'making' = 'complete') {
  const store = new Store();
  const listeners = new Set<(event: EngineEvent) => void>();
  const timelines = new Timelines({
    store,
    log: silentLog,
    now: Date.now,
    isLookedAt: () => false,
    targetTo: () => undefined,
    askAll: async () => undefined,
    onAttention: () => () => {},
    onEvent: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  });
  store.setEngine({ kind: 'ready', name: 'default', version: '1' });
  store.setTopologies([topology('replication', nodes, state)]);
  const happen = (action: string, change: Partial<EngineEvent> = {}) => {
    const event = {
      action,
      containerId: 'c0',
      containerName: 'n0',
      topology: 't',
      node: 'n0',
      at: Date.now(),
    };
    for (const listener of listeners) listener({ ...event, ...change });
  };
  const said = () => timelines.latest('t', 50).map((e) => render(e.what));
  return { store, timelines, happen, said, listeners };
}

test('events, answers and operations of ours go into one timeline, and those who listen are told', () => {
  const { store, timelines, happen, said } = setUp();
  const told = vi.fn();
  timelines.onChange(told);
  happen('pause');
  store.setNodes('t', [observed(1, replica(0, 'down'))]);
  timelines.note('t', { severity: 'info', what: text('done'), nodes: [] });
  expect(said()).toEqual(['n0 paused', 'n1: the link to n0 is down', 'done']);
  expect(told).toHaveBeenCalledTimes(3);
  expect(told).toHaveBeenLastCalledWith('t');
});

test('an operation is one entry: begun, with what the engine tells meanwhile, and ended', () => {
  const { timelines, happen } = setUp();
  const end = timelines.begin('t', { what: text('Pausing'), nodes: ['t/n0'], gathers: ['pause'] });
  happen('pause');
  end({ severity: 'good', what: text('Paused') });
  const [entry, ...others] = timelines.latest('t', 50);
  expect(others).toEqual([]);
  expect(entry).toMatchObject({ what: text('Paused'), severity: 'good', kind: 'operation' });
  expect(entry?.steps?.map((s) => render(s.what))).toEqual(['n0 paused']);
});

test('a node that the engine says is ending is not also told to be silent', () => {
  const { store, happen, said } = setUp();
  happen('kill');
  store.setNodes('t', [observed(0, { kind: 'unreachable', since: 1, cause: 'closed', reason: 'timeout' })]);
  store.setNodes('t', [observed(1, replica(0, 'down'))]);
  happen('die', { exitCode: 0 });
  happen('stop');
  expect(said()).toEqual(['n0 stopped']);
});

test('network events name no node: it is found by its container', () => {
  const { happen, said } = setUp();
  happen('network disconnect', { topology: undefined, node: undefined, containerName: '' });
  expect(said()).toEqual(['n0 was cut off from its network']);
});

test('what happens to a container with several servers is told of each, in its own topology', () => {
  const { store, happen, said, timelines } = setUp();
  const inIt = (n: number) => {
    const node = observed(n, master());
    return { ...node, id: `u/n${n}`, container: { ...node.container, id: 'c0' } };
  };
  const other = { ...topology('replication', [inIt(5), inIt(6)]), id: 'u', name: 'u' };
  store.setTopologies([topology('replication', nodes), other]);
  happen('pause', { topology: undefined, node: undefined });
  expect(said()).toEqual(['n0 paused']);
  const [entry] = timelines.latest('u', 50);
  expect(entry && render(entry.what)).toBe('2 nodes paused');
  expect(entry?.nodes).toEqual(['u/n5', 'u/n6']);
});

test('nothing is told while a topology is made, or of one that nobody knows', () => {
  const { happen, said, timelines } = setUp('making');
  happen('start');
  happen('start', { topology: 'other', containerId: 'x' });
  expect(said()).toEqual([]);
  expect(timelines.topologies).toEqual([]);
});

test('after the end nothing is heard any more', () => {
  const { store, timelines, happen, listeners, said } = setUp();
  timelines.dispose();
  happen('pause');
  store.setNodes('t', [observed(1, replica(0, 'down'))]);
  expect(listeners.size).toBe(0);
  expect(said()).toEqual([]);
});

test('a topology that is gone is forgotten a day after its last entry', () => {
  const { store, timelines, happen } = setUp();
  happen('pause');
  store.setTopologies([]);
  expect(timelines.topologies).toEqual(['t']);
  vi.setSystemTime(Date.now() + KEPT_MS + 1);
  store.setTopologies([]);
  expect(timelines.topologies).toEqual([]);
});

test('a page gets the timeline whole, then what changed, as the protocol has it', () => {
  const { store, timelines, happen } = setUp();
  const feed = new PageFeed(() => ({}), { ...NO_RECORDS, timeline: timelines });
  const next = () =>
    feed
      .next({ topology: store.get('t'), listed: true, engine: store.engine, now: 1 })
      .map((m) => parseToPage(JSON.parse(JSON.stringify(m))));
  happen('pause');
  const [hydration, ...rest] = next();
  expect(hydration?.kind === 'hydrate' && hydration.timeline.map((e) => render(e.what))).toEqual([
    'n0 paused',
  ]);
  expect(rest).toEqual([]);
  expect(next()).toEqual([]);
  happen('unpause');
  const [change] = next();
  expect(change?.kind === 'timeline' && change.changed.map((e) => render(e.what))).toEqual(['n0 goes on']);
});

test('malformed histories and timelines are refused', () => {
  const good = { kind: 'hydrate', snapshot: { nodes: [] }, translations: {}, history: {}, timeline: [] };
  expect(parseToPage(good)).toBeDefined();
  for (const bad of [
    { ...good, timeline: [{}] },
    { ...good, timeline: 'x' },
    { ...good, history: [] },
    { ...good, history: { n: 1 } },
    { kind: 'timeline', changed: [{}], removed: [] },
    { kind: 'timeline', changed: [], removed: [1] },
  ])
    expect(parseToPage(bad), JSON.stringify(bad)).toBeUndefined();
});

function memento(stored: Record<string, unknown> = {}) {
  return {
    stored,
    keys: () => Object.keys(stored),
    get: (key: string) => stored[key],
    update: vi.fn(async (key: string, value: unknown) => {
      if (value === undefined) delete stored[key];
      else stored[key] = JSON.parse(JSON.stringify(value));
    }),
  };
}

test('storage: written once for many changes, restored when the topology is listed, also after a reload', async () => {
  const first = setUp();
  const kept = memento();
  const storage = new TimelineStorage(kept as never, first.timelines, first.store, silentLog);
  first.happen('pause');
  first.happen('unpause');
  vi.advanceTimersByTime(900);
  expect(kept.update).not.toHaveBeenCalled();
  vi.advanceTimersByTime(200);
  expect(kept.update).toHaveBeenCalledOnce();
  first.happen('pause');
  await storage.flush();
  expect(kept.update).toHaveBeenCalledTimes(2);

  const second = setUp();
  new TimelineStorage(kept as never, second.timelines, second.store, silentLog);
  second.store.setTopologies(second.store.topologies);
  expect(second.said()).toEqual(['n0 paused', 'n0 goes on', 'n0 paused']);
});

test('storage: what is malformed is left out; topologies gone for a day are dropped', () => {
  const { timelines, store, said } = setUp();
  const entry = { id: 'a', at: Date.now(), kind: 'role', severity: 'info', what: text('old'), nodes: [] };
  const kept = memento({
    'timeline:t': [entry, { id: 'b' }, null],
    'timeline:recent': [entry],
    'timeline:gone': [{ ...entry, at: Date.now() - KEPT_MS - 1 }],
    other: 'stays',
  });
  const log = { ...silentLog, warn: vi.fn() };
  new TimelineStorage(kept as never, timelines, store, log);
  store.setTopologies(store.topologies);
  expect(said()).toEqual(['old']);
  expect(log.warn).toHaveBeenCalledOnce();
  expect(Object.keys(kept.stored)).toEqual(['timeline:t', 'timeline:recent', 'other']);
});

test('the engine’s times are put on our clock', () => {
  const clock = new EngineClock();
  expect(clock.ours(1000, 1010)).toBe(1000);
  expect(clock.ours(2020, 2010)).toBe(2010);
  clock.forget();
  // Its clock is an hour behind; the second event was on its way for two seconds.
  expect(clock.ours(0, 3_600_005)).toBe(3_600_005);
  expect(clock.ours(1000, 3_603_005)).toBe(3_601_005);
});

test('nudges are gathered, and one that comes meanwhile is not lost', () => {
  const asked: number[] = [];
  const nudges = new Nudges(() => asked.push(Date.now() - 1_000_000_000));
  for (let i = 0; i < 5; i++) nudges.nudge('t', Date.now());
  vi.advanceTimersByTime(10);
  nudges.nudge('t', Date.now());
  nudges.nudge('t', Date.now());
  vi.advanceTimersByTime(1000);
  expect(asked).toEqual([0, 120]);
  nudges.nudge('t', Date.now());
  nudges.dispose();
  vi.advanceTimersByTime(1000);
  expect(asked.length).toBe(2);
});
