import type { ContainerRow } from '../docker/containers';
import type { NodeLabels } from '../docker/labels';
import type { Answer, NodeSnapshot, TopologySnapshot } from '../model/snapshot';

type Labelled = ContainerRow & { readonly labels: NodeLabels };

export interface Known {
  readonly previous: ReadonlyMap<string, TopologySnapshot>;
  /** Topologies whose readiness was proven when they were made. */
  readonly complete: ReadonlySet<string>;
  /** Topologies that an operation of this window is making. */
  readonly making: ReadonlySet<string>;
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
    ...[...families].map(([id, family]) => topologyOf(id, family, known)),
    ...bare.map((r) => bareTopology(r, known)),
  ];
}

function topologyOf(id: string, family: readonly Labelled[], known: Known): TopologySnapshot {
  const previous = known.previous.get(id);
  const sorted = [...family].sort((a, b) => a.labels.index - b.labels.index);
  const youngest = Math.max(...sorted.map((r) => r.createdAt));
  const [first] = sorted;
  const state = known.making.has(id)
    ? 'making'
    : known.complete.has(id)
      ? 'complete'
      : known.now - youngest < MAKING_FOR_MS
        ? 'making'
        : 'incomplete';
  return {
    id,
    name: first?.labels.name ?? id,
    shape: first?.labels.shape ?? 'replication',
    engine: known.engine,
    spec: sorted.find((r) => r.labels.spec)?.labels.spec,
    state,
    nodes: sorted.map((row) => nodeOf(id, row, previous, known.now)),
    revision: (previous?.revision ?? 0) + 1,
  };
}

/** What a window that died before its first container, or half-way through removing, has left. */
function bareTopology({ topology, name }: Remains, known: Known): TopologySnapshot {
  const revision = (known.previous.get(topology)?.revision ?? 0) + 1;
  return {
    id: topology,
    name,
    shape: 'replication',
    engine: known.engine,
    spec: undefined,
    state: 'incomplete',
    nodes: [],
    revision,
  };
}

function nodeOf(
  topology: string,
  row: Labelled,
  previous: TopologySnapshot | undefined,
  now: number,
): NodeSnapshot {
  const { labels, facts } = row;
  const id = `${topology}/${labels.node}`;
  const before = previous?.nodes.find((n) => n.id === id);
  return {
    id,
    name: labels.node,
    intended: labels.role,
    shard: labels.shard,
    index: labels.index,
    port: labels.port,
    container: facts,
    answer: carriedAnswer(row, before, now),
  };
}

function carriedAnswer(row: Labelled, before: NodeSnapshot | undefined, now: number): Answer {
  if (row.facts.state !== 'running') {
    return before?.answer.kind === 'notRunning' ? before.answer : { kind: 'notRunning', since: now };
  }
  const same = before?.container.id === row.facts.id && before.container.state === 'running';
  return same ? before.answer : { kind: 'pending' };
}
