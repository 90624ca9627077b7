import type { ContainerRow } from '../docker/containers';
import type { NodeLabels } from '../docker/labels';
import type { Answer, JoiningNode, NodeSnapshot, TopologySnapshot } from '../model/snapshot';
import { isDouble } from './found/candidate';
import { byMembership, whatItIs } from './members';

type Labelled = ContainerRow & { readonly labels: NodeLabels };

export interface Known {
  readonly previous: ReadonlyMap<string, TopologySnapshot>;
  /** Topologies whose readiness was proven when they were made. */
  readonly complete: ReadonlySet<string>;
  /** Topologies that an operation of this window is making. */
  readonly making: ReadonlySet<string>;
  /** Containers, by id, that were added later and whose joining was proven. */
  readonly joined: ReadonlySet<string>;
  /** Additions that an operation of this window is at. */
  readonly adding: ReadonlySet<string>;
  readonly engine: string;
  /** ms since 1970. */
  readonly now: number;
  /** Topologies of which networks or volumes were found; without a container they are all that is left. */
  readonly remains: readonly Remains[];
}

/** A network or volume that carries a topology's id. */
export interface Remains {
  readonly topology: string;
  readonly name: string;
}

/** A creation takes seconds; one that is still unfinished after this was abandoned. ms. */
const MAKING_FOR_MS = 90_000;

/**
 * The topologies that the containers' labels tell of. Answers are carried over from the previous observation as long
 * as the same container runs; what no longer runs has no answer.
 */
export function topologiesOf(rows: readonly ContainerRow[], known: Known): TopologySnapshot[] {
  const families = new Map<string, Labelled[]>();
  for (const row of rows) {
    if (!row.labels) continue;
    const family = families.get(row.labels.topology) ?? [];
    family.push({ ...row, labels: row.labels });
    families.set(row.labels.topology, family);
  }
  const remains = new Map(known.remains.map((r) => [r.topology, r]));
  const bare = [...remains.values()].filter(
    (r) => !families.has(r.topology) && !known.making.has(r.topology),
  );
  return [
    ...[...families].map(([id, family]) => topologyOf(id, withoutDoubles(family), known)),
    ...bare.map((r) => bareTopology(r, known)),
  ];
}

/** While a node's container is made anew there are two of it, and for good where that was broken off. */
const withoutDoubles = (family: readonly Labelled[]): Labelled[] =>
  family.filter((row) => !isDouble(row, family));

function topologyOf(id: string, family: readonly Labelled[], known: Known): TopologySnapshot {
  const previous = known.previous.get(id);
  const { members, joining } = byMembership(family, known.joined);
  const youngest = Math.max(...members.map((r) => r.createdAt));
  const [first] = members;
  const state = known.making.has(id)
    ? 'making'
    : known.complete.has(id)
      ? 'complete'
      : known.now - youngest < MAKING_FOR_MS
        ? 'making'
        : 'incomplete';
  const { shape, spec } = whatItIs(members, state === 'complete');
  return {
    id,
    name: first?.labels.name ?? joining[0]?.labels.name ?? id,
    origin: 'ours',
    shape: shape ?? 'replication',
    engine: known.engine,
    spec,
    state,
    nodes: members.map((row) => nodeOf(id, row, previous, known.now)),
    ...(joining.length === 0 ? {} : { joining: joining.map((row) => joiningNode(id, row, known)) }),
    revision: (previous?.revision ?? 0) + 1,
  };
}

/** What a window that died before its first container, or half-way through removing, has left. */
function bareTopology({ topology, name }: Remains, known: Known): TopologySnapshot {
  const revision = (known.previous.get(topology)?.revision ?? 0) + 1;
  return {
    id: topology,
    name,
    origin: 'ours',
    shape: 'replication',
    engine: known.engine,
    spec: undefined,
    state: 'incomplete',
    nodes: [],
    revision,
  };
}

/** A node that was added and of which nobody has proven yet that it joined. */
function joiningNode(topology: string, row: Labelled, known: Known): JoiningNode {
  const { labels, facts, createdAt } = row;
  const addition = labels.addition ?? '';
  const atWork = known.adding.has(addition) || known.now - createdAt < MAKING_FOR_MS;
  return {
    ...placeOf(topology, row),
    container: facts,
    addition,
    planned: labels.nodes,
    state: atWork ? 'joining' : 'abandoned',
  };
}

function nodeOf(
  topology: string,
  row: Labelled,
  previous: TopologySnapshot | undefined,
  now: number,
): NodeSnapshot {
  const place = placeOf(topology, row);
  const before = previous?.nodes.find((n) => n.id === place.id);
  return { ...place, container: row.facts, answer: carriedAnswer(row, before, now) };
}

const placeOf = (topology: string, { labels }: Labelled) => ({
  id: `${topology}/${labels.node}`,
  name: labels.node,
  intended: labels.role,
  shard: labels.shard,
  index: labels.index,
  port: labels.port,
});

function carriedAnswer(row: Labelled, before: NodeSnapshot | undefined, now: number): Answer {
  if (row.facts.state !== 'running') {
    return before?.answer.kind === 'notRunning' ? before.answer : { kind: 'notRunning', since: now };
  }
  const same = before?.container.id === row.facts.id && before.container.state === 'running';
  return same ? before.answer : { kind: 'pending' };
}
