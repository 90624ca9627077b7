import { expect, test } from 'vitest';
import type { ContainerRow } from '../../../src/docker/containers';
import { topologiesOf } from '../../../src/topology/discover';
import { Store, type StoreChange } from '../../../src/topology/store';
import { master, observed, topology } from '../model/observed';

test('the store tells just what changed, and never of a topology that is gone', () => {
  const store = new Store();
  const seen: StoreChange[] = [];
  const stop = store.subscribe((c) => seen.push(c));
  store.setTopologies([topology('replication', [observed(0, { kind: 'pending' })])]);
  store.setNodes('t', [observed(0, master())]);
  store.setNodes('gone', [observed(0, master())]);
  store.setNodes('t', []);
  expect(seen).toEqual([{ kind: 'list' }, { kind: 'topology', id: 't', nodes: ['t/n0'] }]);
  expect(store.get('t')?.revision).toBe(2);
  expect(store.findNode('t/n0')?.node.answer.kind).toBe('data');
  stop();
  store.setTopologies([]);
  expect(seen.length).toBe(2);
});

const row = (change: Partial<ContainerRow['facts']> = {}, createdAt = 0): ContainerRow => ({
  facts: { ...observed(0, { kind: 'pending' }).container, ...change },
  labels: {
    topology: 't',
    name: 't',
    shape: 'replication',
    node: 'n0',
    role: 'master',
    index: 0,
    shard: 0,
    port: 6379,
    nodes: 3,
    spec: undefined,
  },
  rawLabels: {},
  addresses: [],
  ports: [],
  networks: [],
  hostNetwork: false,
  command: '',
  createdAt,
});
const known = {
  complete: new Set<string>(),
  making: new Set<string>(),
  joined: new Set<string>(),
  adding: new Set<string>(),
  engine: 'e',
  now: 1_000_000,
  remains: [],
};

test('an answer is kept while the same container runs, and never longer', () => {
  const previous = new Map([['t', topology('replication', [observed(0, master())])]]);
  const answer = (r: ContainerRow) => topologiesOf([r], { ...known, previous })[0]?.nodes[0]?.answer.kind;
  expect(answer(row())).toBe('data');
  expect(answer(row({ id: 'another' }))).toBe('pending');
  expect(answer(row({ state: 'exited' }))).toBe('notRunning');
  expect(answer(row({ state: 'paused' }))).toBe('notRunning');
});

test('unfinished: being made while young, incomplete when old; finished only with the mark', () => {
  const state = (createdAt: number, change = {}) =>
    topologiesOf([row({}, createdAt)], { ...known, previous: new Map(), ...change })[0]?.state;
  expect(state(999_000)).toBe('making');
  expect(state(1000)).toBe('incomplete');
  expect(state(1000, { complete: new Set(['t']) })).toBe('complete');
  expect(state(1000, { making: new Set(['t']) })).toBe('making');
});

test('a network or volume without containers is shown, so that it can be removed; not while it is being made', () => {
  const remains = [
    { topology: 'u', name: 'left' },
    { topology: 'u', name: 'left' },
    { topology: 't', name: 't' },
  ];
  const seen = topologiesOf([row()], { ...known, previous: new Map(), remains });
  expect(seen.map((s) => `${s.name} ${s.state} ${s.nodes.length}`)).toEqual([
    't incomplete 1',
    'left incomplete 0',
  ]);
  const making = topologiesOf([], { ...known, previous: new Map(), remains, making: new Set(['u', 't']) });
  expect(making).toEqual([]);
});
