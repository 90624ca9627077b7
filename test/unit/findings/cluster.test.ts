import { expect, test } from 'vitest';
import type { OpenSlot, SlotRange } from '../../../src/model/cluster-view';
import { findings } from '../../../src/model/findings/findings';
import type { TopologySnapshot } from '../../../src/model/snapshot';
import {
  type ClusterChange,
  changed,
  cluster,
  clusterPeer,
  config,
  evidence,
  rulesOf,
  saidOf,
  stopped,
  withEvidence,
} from './broken';

test('a healthy cluster has no finding', () => {
  expect(rulesOf(cluster())).toEqual([]);
});

const open = (kind: OpenSlot['kind'], peerId: string, slot = 7): OpenSlot[] => [{ slot, kind, peerId }];
const keys = withEvidence({ strayKeys: [{ slot: 7, keys: 3 }] });
const hole = (id: string): readonly SlotRange[] | undefined => (id === 'a' ? [[0, 5000]] : undefined);
const lose = (names: string[]) => (t: TopologySnapshot) =>
  changed(t, Object.fromEntries(names.map((n) => [n, stopped])));

type Case = [
  what: string,
  change: ClusterChange,
  rules: string[],
  after?: (t: TopologySnapshot) => TopologySnapshot,
];
const CASES: Case[] = [
  ['slots of nobody, refused one by one', { slots: hole }, ['unassigned-slots']],
  ['slots of nobody', { slots: hole, state: 'fail' }, ['refuses-all', 'unassigned-slots']],
  [
    'one node that believes otherwise',
    { slots: (id, by) => (by === 'd' ? hole(id) : undefined) },
    ['views-differ'],
  ],
  [
    'an owner that gave up what others count as its own',
    { slots: (id, by) => (by === 'a' ? hole(id) : undefined) },
    ['unassigned-slots'],
  ],
  [
    'two owners',
    { slots: (id, by) => (by === 'c' && id === 'c' ? [[5000, 10_922]] : undefined) },
    ['two-owners'],
  ],
  ['equal epochs', { epoch: (id) => (id === 'c' ? 1 : undefined) }, ['equal-epochs']],
  [
    'a node nobody reaches',
    { peer: (p, by) => ({ ...p, linkConnected: p.id !== 'b' || by === 'b' }) },
    ['deaf-bus'],
  ],
  [
    'two nodes that do not reach each other',
    { peer: (p, by) => ({ ...p, linkConnected: !(p.id === 'b' && by === 'd') }) },
    ['cut-peers'],
  ],
  [
    'a failed leftover',
    { more: [clusterPeer('z', { ip: '10.0.0.99', flags: ['slave', 'fail'] })] },
    ['leftovers'],
  ],
  [
    'a leftover without address',
    { more: [clusterPeer('z', { ip: '', port: 0, flags: ['slave', 'noaddr'] })] },
    ['leftovers'],
  ],
  [
    'a master without replica',
    { peer: (p) => (p.id === 'd' ? { ...p, masterId: 'a' } : p) },
    ['bare-master'],
  ],
  [
    'replicas spread unevenly',
    {
      more: [1, 2].map((i) => clusterPeer(`x${i}`, { flags: ['slave'], masterId: 'a', ip: `10.0.1.${i}` })),
    },
    ['uneven-replicas'],
  ],
  ['the majority is lost', {}, ['lost-majority'], lose(['n0', 'n2'])],
  ['a master and its replica are away', {}, ['owner-away'], lose(['n0', 'n1'])],
  [
    'a node that knows nobody',
    { peer: (p, by) => (by === 'b' && p.id !== 'b' ? undefined : p) },
    ['bare-master', 'strangers'].filter((r) => r === 'strangers'),
  ],
  [
    'a node of another cluster',
    {
      peer: (p, by) =>
        by === 'b' && p.id !== 'b'
          ? { ...p, id: `${p.id}9`, slots: [] }
          : by !== 'b' && p.id === 'b'
            ? undefined
            : p,
    },
    ['bare-master', 'strangers'],
  ],
  [
    'an address that drifted',
    { peer: (p, by) => (p.id === 'b' && by !== 'b' ? { ...p, ip: '10.0.9.9' } : p) },
    ['drifted-address'],
  ],
  [
    'redirections that lead nowhere',
    {},
    ['unreachable-redirection'],
    (t) => ({ ...t, nodes: t.nodes.map(withEvidence({ addressReachable: false })) }),
  ],
  [
    'a move that stands still',
    { open: { a: open('migrating', 'c'), c: open('importing', 'a') } },
    ['open-slots'],
  ],
];

test.each(CASES)('%s', (_, change, rules, after = (t) => t) => {
  expect(rulesOf(after(cluster(change)))).toEqual(rules);
});

test.each<[string, ClusterChange['open'], string, Record<string, typeof keys>?]>([
  [
    'moving',
    { a: open('migrating', 'c'), c: open('importing', 'a') },
    'The move of slots 7 from n0 to n2 stands still',
  ],
  [
    'elsewhere',
    { a: open('migrating', 'e'), c: open('importing', 'a') },
    'n0 gives slots 7 to another node than n2, which takes them',
  ],
  ['only migrating', { a: open('migrating', 'c') }, 'n0 gives slots 7 away, but nobody takes them'],
  ['only importing', { c: open('importing', 'a') }, 'n2 takes slots 7, but nobody gives them'],
  ['several', { c: open('importing', 'a'), e: open('importing', 'a') }, 'Several nodes take slots 7: n2, n4'],
  [
    'several with keys, which redis-cli gives up on',
    { a: open('migrating', 'c'), c: open('importing', 'a'), e: open('importing', 'a') },
    'Several nodes take slots 7 and hold keys of them: n2, n4',
    { n2: keys },
  ],
  [
    'a non-owner gives away',
    { c: open('migrating', 'e') },
    'n2 gives slots 7 away that it does not own',
    { n2: keys },
  ],
])('an open slot: %s', (_, opened, sentence, more = {}) => {
  expect(saidOf(changed(cluster({ open: opened ?? {} }), more))).toEqual([sentence]);
});

test('what a replica repeats of its master’s open slots is not counted twice', () => {
  const repeated = {
    a: open('migrating', 'c'),
    b: open('migrating', 'c'),
    c: open('importing', 'a'),
    d: open('importing', 'a'),
  };
  expect(saidOf(cluster({ open: repeated }))).toEqual(['The move of slots 7 from n0 to n2 stands still']);
});

test('the remedy holds what a repair is planned from', () => {
  const [found] = findings(cluster({ slots: hole }), 1000);
  expect(found?.remedy).toEqual({ kind: 'action', repair: { kind: 'coverSlots', slots: [[5001, 5460]] } });
  const [lost] = findings(lose(['n0', 'n2'])(cluster()), 1000);
  expect(lost?.remedy).toEqual({ kind: 'action', repair: { kind: 'takeOver', replicas: ['t/n1', 't/n3'] } });
});

test('keys in slots of nobody are told', () => {
  const t = changed(cluster({ slots: hole }), { n2: withEvidence({ strayKeys: [{ slot: 5002, keys: 4 }] }) });
  const [found] = findings(t, 1000);
  expect(saidOf(t)).toEqual(['460 slots belong to nobody, and some hold keys: 5001-5460']);
  expect(found?.evidence).toContainEqual({ node: 'n2', words: 'CLUSTER COUNTKEYSINSLOT 5002: 4' });
});

test('a node that announces an address is not called drifted', () => {
  const drifted = cluster({ peer: (p, by) => (p.id === 'b' && by !== 'b' ? { ...p, ip: '10.0.9.9' } : p) });
  const announced = evidence({ config: { ...config, announceIp: '10.0.9.9' } });
  expect(rulesOf(changed(drifted, { n1: (n) => ({ ...n, evidence: announced }) }))).toEqual([]);
});
