import { describe, expect, it } from 'vitest';
import type { ClusterPeer, OpenSlot, SlotRange } from '../../../src/model/cluster-view';
import type { KeyCounts } from '../../../src/model/repair/key-counts';
import type { Planned } from '../../../src/model/repair/plan';
import { planRepair } from '../../../src/model/repair/plan-repair';
import { shownStep } from '../../../src/model/repair/shown';
import type { NodeSnapshot } from '../../../src/model/snapshot';
import { render } from '../../../src/model/text';
import { master, observed, replica, topology, view } from '../model/observed';

type Owners = Record<string, SlotRange[]>;
const NONE: KeyCounts = new Map();
/** Cluster ids of the nodes by number. */
const ID = ['A', 'B', 'C'] as const;
const WHOLE: Owners = { A: [[0, 5460]], B: [[5461, 10922]], C: [[10923, 16383]] };

interface Says {
  readonly owners?: Owners;
  readonly open?: readonly OpenSlot[];
  readonly peers?: (p: ClusterPeer) => ClusterPeer;
}

/** A master with that number, and what it says. */
function says(number: 0 | 1 | 2, { owners = WHOLE, open = [], peers = (p) => p }: Says = {}): NodeSnapshot {
  const own = view(ID[number], owners);
  if (!own) throw new Error('a view');
  return observed(number, master(100, [], { ...own, open, peers: own.peers.map(peers) }), {
    intended: 'master',
    shard: number,
  });
}

const cluster = (...nodes: NodeSnapshot[]) => topology('cluster', nodes);
const keys = (held: Record<string, Record<number, number>>): KeyCounts =>
  new Map(
    Object.entries(held).map(([n, slots]) => [
      `t/${n}`,
      new Map(Object.entries(slots).map(([s, count]) => [Number(s), count])),
    ]),
  );
const lines = (planned: Planned): string[] =>
  planned.kind === 'repair'
    ? planned.steps.map((s) => `${s.node.name}: ${shownStep(s).join('; ')}`)
    : [planned.kind === 'cannot' ? `cannot: ${render(planned.why)}` : 'choose'];

describe('covering slots', () => {
  const without7 = {
    A: [
      [0, 6],
      [8, 5460],
    ] as SlotRange[],
    B: WHOLE.B ?? [],
    C: WHOLE.C ?? [],
  };
  const all = [0, 1, 2].map((n) => says(n as 0 | 1 | 2, { owners: without7 }));
  const cover = (nodes: NodeSnapshot[], counts = NONE) =>
    lines(planRepair({ kind: 'coverSlots', slots: [[7, 7]] }, cluster(...nodes), counts));

  it('gives an empty slot to the one that has least', () => {
    expect(cover(all)).toEqual(['n0: MULTI; CLUSTER ADDSLOTSRANGE 7 7; CLUSTER BUMPEPOCH; EXEC']);
  });

  it('gives a slot to the one that holds its keys', () => {
    expect(cover(all, keys({ n2: { 7: 1 } }))).toEqual([
      'n2: MULTI; CLUSTER ADDSLOTSRANGE 7 7; CLUSTER BUMPEPOCH; EXEC',
    ]);
  });

  it('of several holders to the one with most, and brings it the keys of the others', () => {
    expect(cover(all, keys({ n1: { 7: 1 }, n2: { 7: 3 } }))).toEqual([
      'n2: MULTI; CLUSTER ADDSLOTSRANGE 7 7; CLUSTER BUMPEPOCH; EXEC',
      'n1: CLUSTER SETSLOT 7 IMPORTING n2; MIGRATE 10.0.0.4 6381 "" 0 … KEYS …; CLUSTER SETSLOT 7 STABLE',
    ]);
  });

  it('never gives away what a silent node may own', () => {
    const nodes = [says(0), says(1), observed(2, { kind: 'notRunning', since: 1 })];
    expect(
      lines(planRepair({ kind: 'coverSlots', slots: [[10923, 16383]] }, cluster(...nodes), NONE)),
    ).toEqual([
      'cannot: n0 says that some of these slots belong to 10.0.0.2:1, which does not answer: it may hold their keys',
    ]);
  });

  it('does nothing among masters that do not know each other', () => {
    const stranger = says(1, { owners: { B: [[5461, 10922]] } });
    expect(cover([says(0, { owners: without7 }), stranger])).toEqual([
      'cannot: n1 does not know n0: introduce them first',
    ]);
  });

  it('does nothing where all are served', () => {
    expect(cover([says(0), says(1), says(2)])).toEqual(['cannot: All slots are served.']);
  });
});

describe('two owners', () => {
  it('the one with fewer keys gives up before the other claims: else it would throw its keys away', () => {
    const nodes = [
      says(0),
      says(1, {
        owners: {
          ...WHOLE,
          A: [[0, 99]],
          B: [
            [100, 100],
            [5461, 10922],
          ],
        },
      }),
      says(2),
    ];
    const planned = planRepair(
      { kind: 'agreeOnSlots', slots: [[100, 100]] },
      cluster(...nodes),
      keys({ n0: { 100: 2 }, n1: { 100: 1 } }),
    );
    expect(lines(planned)).toEqual([
      'n1: CLUSTER DELSLOTSRANGE 100 100',
      'n0: CLUSTER BUMPEPOCH',
      'n1: CLUSTER SETSLOT 100 IMPORTING n0; MIGRATE 10.0.0.2 6379 "" 0 … KEYS …; CLUSTER SETSLOT 100 STABLE',
    ]);
  });
});

describe('open slots', () => {
  const open = (kind: OpenSlot['kind'], peerId: string): OpenSlot[] => [{ slot: 5, kind, peerId }];
  const close = (nodes: NodeSnapshot[], counts = NONE) =>
    lines(planRepair({ kind: 'closeSlots', slots: [5] }, cluster(...nodes), counts));

  it('leave the choice where they are plainly half-way', () => {
    const nodes = [
      says(0, { open: open('migrating', 'B') }),
      says(1, { open: open('importing', 'A') }),
      says(2),
    ];
    expect(close(nodes)).toEqual(['choose']);
  });

  it.each([
    ['a third holds keys', [open('migrating', 'B'), open('importing', 'A'), []], { n2: { 5: 1 } }],
    [
      'two import',
      [open('migrating', 'B'), open('importing', 'A'), open('importing', 'A')],
      { n1: { 5: 1 } },
    ],
    ['only one imports', [[], open('importing', 'A'), []], {}],
    ['only the owner migrates', [open('migrating', 'B'), [], []], {}],
    ['one migrates what it does not own', [[], open('migrating', 'C'), []], { n1: { 5: 1 } }],
  ] as const)('otherwise end with their owner, closed everywhere: %s', (_, opened, held) => {
    const said = close(
      opened.map((o, n) => says(n as 0 | 1 | 2, { open: o })),
      keys(held),
    );
    const holder = Object.keys(held)[0];
    expect(said.filter((l) => l.includes('MIGRATE')).map((l) => l.slice(0, 2))).toEqual(
      holder ? [holder] : [],
    );
    for (const [n, o] of opened.entries())
      if (o.length > 0) expect(said).toContain(`n${n}: CLUSTER SETSLOT 5 STABLE`);
    expect(said.join()).not.toContain('SLOTSRANGE');
  });
});

describe('the rest', () => {
  it('forgets only those that do not answer', () => {
    const two = cluster(says(0), says(1));
    const forget = (id: string) => lines(planRepair({ kind: 'forgetNodes', clusterIds: [id] }, two, NONE));
    expect(forget('C')).toEqual(['n0: CLUSTER FORGET C', 'n1: CLUSTER FORGET C']);
    expect(forget('B')).toEqual(['cannot: n1 answers: it is not gone']);
    expect(forget('Z')).toEqual(['cannot: Nobody knows these nodes any more.']);
  });

  it('does not forget a master that somebody still follows', () => {
    const own = view('R', WHOLE, { R: 'C' });
    const snapshot = cluster(says(0), says(1), observed(3, replica(2, 'down', own)));
    expect(lines(planRepair({ kind: 'forgetNodes', clusterIds: ['C'] }, snapshot, NONE))).toEqual([
      'cannot: n3 is still a replica of a node that is gone',
    ]);
  });

  it('gives all but one a new epoch; where they have the highest, another goes ahead', () => {
    const epoch = (a: number, b: number, c: number) => (p: ClusterPeer) => ({
      ...p,
      configEpoch: { A: a, B: b, C: c }[p.id] ?? 0,
    });
    const bumped = (peers: (p: ClusterPeer) => ClusterPeer) =>
      lines(
        planRepair(
          { kind: 'separateEpochs', nodes: [] },
          cluster(says(0, { peers }), says(1, { peers }), says(2, { peers })),
          NONE,
        ),
      );
    expect(bumped(epoch(1, 1, 9))).toEqual(['n1: CLUSTER BUMPEPOCH']);
    expect(bumped(epoch(9, 9, 1))).toEqual(['n2: CLUSTER BUMPEPOCH', 'n1: CLUSTER BUMPEPOCH']);
    expect(bumped(epoch(1, 2, 3))).toEqual(['cannot: Every master has an epoch of its own.']);
  });

  it('introduces a node at its present address', () => {
    const at = (ips: Record<string, string>) => (p: ClusterPeer) => ({ ...p, ip: ips[p.id] ?? p.ip });
    const right = { A: '10.0.0.2', B: '10.0.0.3', C: '10.0.0.4' };
    const old = { ...right, C: '10.0.0.9' };
    const nodes = [says(0, { peers: at(old) }), says(1, { peers: at(old) }), says(2, { peers: at(right) })];
    expect(lines(planRepair({ kind: 'meetAgain', nodes: ['t/n2'] }, cluster(...nodes), NONE))).toEqual([
      'n0: CLUSTER MEET 10.0.0.4 6381 2',
    ]);
  });
});
