import type { Repair } from '../findings/remedy';
import { eachSlot } from '../moves/move';
import { openSlots } from '../moves/open-slots';
import { slotOwners } from '../slot-owners';
import type { TopologySnapshot } from '../snapshot';

/** How many keys each master holds in each slot that was asked for: by node id, then by slot. Left out: none. */
export type KeyCounts = ReadonlyMap<string, ReadonlyMap<number, number>>;

/** The slots whose keys must be counted before a repair can be planned. */
export function slotsToCount(repair: Repair, snapshot: TopologySnapshot): readonly number[] {
  switch (repair.kind) {
    case 'coverSlots':
      return [...eachSlot(slotOwners(snapshot).unserved)];
    case 'closeSlots':
      return openSlots(snapshot);
    case 'agreeOnSlots':
      return [...eachSlot(repair.slots)];
    default:
      return [];
  }
}
