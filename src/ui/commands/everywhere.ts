import type { TopologySnapshot } from '../../model/snapshot';
import type { Lab } from '../../topology/lab';

/** A topology and the lab of the engine that it is on. */
export interface Somewhere {
  readonly topology: TopologySnapshot;
  readonly on: Lab;
}

/** The topologies of this engine and of the others in this window; one that is reached by two ways only once. */
export function everywhere(lab: Lab): Somewhere[] {
  const seen = new Set<string>();
  return [lab, ...lab.beside]
    .flatMap((on) => on.store.topologies.map((topology) => ({ topology, on })))
    .filter(({ topology: { id } }) => !seen.has(id) && seen.add(id));
}
