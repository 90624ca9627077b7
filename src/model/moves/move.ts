import type { SlotRange } from '../cluster-view';

/** Slots that are to go from one master to another. */
export interface Move {
  /** Snapshot id of the master that serves them now. */
  readonly from: string;
  /** Snapshot id of the master that shall serve them. */
  readonly to: string;
  /** In order, none twice, neighbours joined. */
  readonly slots: readonly SlotRange[];
}

/** Every slot of some ranges. */
export function* eachSlot(ranges: readonly SlotRange[]): Generator<number> {
  for (const [first, last] of ranges) for (let slot = first; slot <= last; slot++) yield slot;
}

/** Slots as ranges: in order, none twice, neighbours joined. */
export function rangesOf(slots: Iterable<number>): SlotRange[] {
  const ranges: [number, number][] = [];
  for (const slot of [...new Set(slots)].sort((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last && last[1] === slot - 1) last[1] = slot;
    else ranges.push([slot, slot]);
  }
  return ranges;
}
