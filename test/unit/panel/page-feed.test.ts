import { expect, test } from 'vitest';
import { Failure } from '../../../src/model/failure';
import type { NodeSnapshot, TopologySnapshot } from '../../../src/model/snapshot';
import { defaultSpec } from '../../../src/model/spec';
import { text } from '../../../src/model/text';
import type { EngineStatus } from '../../../src/topology/store';
import { PageFeed } from '../../../src/ui/panel/page-feed';
import { diff, forPage } from '../../../src/ui/panel/page-update';

const ready: EngineStatus = { kind: 'ready', name: 'default', version: '20.10' };
const broken: EngineStatus = {
  kind: 'unavailable',
  name: 'default',
  failure: new Failure(text('No answer from {0}', 'default'), { why: 'ECONNREFUSED' }),
};

function node(name: string, index: number): NodeSnapshot {
  return {
    id: `t1/${name}`,
    name,
    intended: index === 0 ? 'master' : 'replica',
    shard: 0,
    index,
    port: 6379 + index,
    container: {
      id: `c${index}`,
      name,
      image: 'redis:8.0',
      state: 'running',
      status: 'Up',
      ip: '10.0.0.2',
      publishedPort: 6379 + index,
      networkName: 'orders',
      volumeName: name,
    },
    answer: { kind: 'pending' },
  };
}

const [a, b] = [node('a', 0), node('b', 1)];
const topology = (nodes: readonly NodeSnapshot[], revision = 1): TopologySnapshot => ({
  id: 't1',
  name: 'orders',
  origin: 'ours',
  shape: 'replication',
  engine: 'e1',
  spec: defaultSpec('replication', 'orders', 'redis:8.0'),
  state: 'complete',
  nodes,
  revision,
});

const seen = (nodes: readonly NodeSnapshot[] | undefined, engine: EngineStatus = ready, listed = true) => ({
  topology: nodes && topology(nodes),
  listed,
  engine,
  now: 1000,
});

test('a page is never given the spec', () => {
  expect(forPage(topology([a]))).not.toHaveProperty('spec');
});

test('nothing changed: nothing to send, even when the revision moved on', () => {
  expect(diff(topology([a, b]), topology([a, b], 9))).toBeUndefined();
});

test('only nodes that are other objects are sent; the order names all', () => {
  const later = { ...b, answer: { kind: 'notRunning', since: 5 } as const };
  expect(diff(topology([a, b]), topology([a, later], 2))).toEqual({
    revision: 2,
    name: 'orders',
    shape: 'replication',
    state: 'complete',
    nodes: [later],
    order: ['t1/a', 't1/b'],
  });
});

test('a node that went, came or moved changes the order', () => {
  expect(diff(topology([a, b]), topology([a]))).toMatchObject({ nodes: [], order: ['t1/a'] });
  expect(diff(topology([a]), topology([a, b]))).toMatchObject({ nodes: [b], order: ['t1/a', 't1/b'] });
  expect(diff(topology([a, b]), topology([b, a]))).toMatchObject({ nodes: [], order: ['t1/b', 't1/a'] });
});

test('the frame alone may change', () => {
  const making = { ...topology([a]), state: 'making' as const };
  expect(diff(making, topology([a]))).toMatchObject({ state: 'complete', nodes: [] });
});

test('a page is hydrated first, then updated, and hydrated again when it begins anew', () => {
  const feed = new PageFeed(() => ({ Stop: '停止' }));
  const [first, ...rest] = feed.next(seen([a, b]));
  expect(first).toMatchObject({
    kind: 'hydrate',
    engineName: 'default',
    translations: { Stop: '停止' },
    now: 1000,
  });
  expect(first?.kind === 'hydrate' && first.snapshot).not.toHaveProperty('spec');
  expect(rest).toEqual([]);
  expect(feed.next(seen([a, b]))).toEqual([]);
  expect(feed.next(seen([{ ...a }, b])).map((m) => m.kind)).toEqual(['update']);
  feed.forget();
  expect(feed.next(seen([a, b])).map((m) => m.kind)).toEqual(['hydrate']);
});

test('gone is said once, only when the list is known; a topology that returns is hydrated', () => {
  const feed = new PageFeed(() => ({}));
  expect(feed.next(seen(undefined, ready, false))).toEqual([]);
  expect(feed.next(seen(undefined)).map((m) => m.kind)).toEqual(['gone']);
  expect(feed.next(seen(undefined))).toEqual([]);
  expect(feed.next(seen([a])).map((m) => m.kind)).toEqual(['hydrate']);
});

test('engine trouble comes with its cause, while it lasts, and its end is told once', () => {
  const feed = new PageFeed(() => ({}));
  expect(feed.next(seen([a], broken)).map((m) => m.kind)).toEqual(['hydrate', 'engine']);
  expect(feed.next(seen([a], broken))).toEqual([]);
  const [told] = feed.next(seen([{ ...a }], ready)).filter((m) => m.kind === 'engine');
  expect(told).toEqual({ kind: 'engine', trouble: undefined });
  expect(feed.next(seen([{ ...a }], ready)).filter((m) => m.kind === 'engine')).toEqual([]);
});
