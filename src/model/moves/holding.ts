import type { SlotRange } from '../cluster-view';
import type { TopologySnapshot } from '../snapshot';
import { arrange, ownSlots } from '../structure';

/** A master and the slots that it says it serves: all that a plan needs to know of a cluster. */
export interface Holding {
  /** Snapshot id. */
  readonly id: string;
  readonly name: string;
  readonly slots: readonly SlotRange[];
}

/** The masters that answer, in the order in which they stand. */
export function holdings(snapshot: TopologySnapshot): Holding[] {
  return arrange(snapshot).shards.flatMap(({ master }) =>
    master ? [{ id: master.id, name: master.name, slots: ownSlots(master) }] : [],
  );
}
