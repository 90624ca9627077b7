import type { NodeLabels } from '../docker/labels';
import { specNow } from '../model/size/spec-now';
import type { ContainerFacts } from '../model/snapshot';
import type { Shape, Spec } from '../model/spec';

/** A container with what its labels say of it. */
export interface Labelled {
  readonly facts: Pick<ContainerFacts, 'id' | 'name'>;
  readonly labels: NodeLabels;
  readonly createdAt: number;
}

/**
 * Tells the members of a topology from those that are still to join: a node that was added later is a member when the
 * mark in its own volume says that its joining was proven. Both in the order of their indexes.
 */
export function byMembership<T extends Labelled>(
  family: readonly T[],
  joined: ReadonlySet<string>,
): { members: T[]; joining: T[] } {
  const sorted = [...family].sort((a, b) => a.labels.index - b.labels.index);
  const isMember = ({ labels, facts }: T) => labels.addition === undefined || joined.has(facts.id);
  return { members: sorted.filter(isMember), joining: sorted.filter((one) => !isMember(one)) };
}

/**
 * What a topology is now. Labels cannot be changed after a container was made, so the youngest member's win: an addition
 * writes on its containers what the topology is when it is done (sentinels added to a replication topology make it a
 * Sentinel one). Sizes are counted, because what was removed left no label.
 */
export function whatItIs(
  members: readonly Labelled[],
  complete: boolean,
): { shape: Shape | undefined; spec: Spec | undefined } {
  const eldest = [...members].sort((a, b) => a.createdAt - b.createdAt);
  // Members of one creation may be made within the same second, and all say the same.
  const latest = eldest.filter((m) => m.labels.addition !== undefined).at(-1) ?? eldest[0];
  const written = latest?.labels.spec ?? members.find((m) => m.labels.spec)?.labels.spec;
  const roles = members.map((m) => m.labels.role);
  return { shape: latest?.labels.shape, spec: written && complete ? specNow(written, roles) : written };
}

/**
 * The containers in whose volumes the marks stand that say what is finished: of each topology the first that was made
 * with it, and all that were added.
 */
export function markHolders<T extends Labelled>(rows: readonly T[]): T[] {
  const first = new Map<string, number>();
  for (const { labels } of rows) {
    if (labels.addition !== undefined) continue;
    first.set(labels.topology, Math.min(labels.index, first.get(labels.topology) ?? labels.index));
  }
  return rows.filter(
    ({ labels }) => labels.addition !== undefined || labels.index === first.get(labels.topology),
  );
}
