import { SLOT_COUNT } from '../../slot-owners';
import type { TopologySnapshot } from '../../snapshot';
import { membersIn } from './members';
import { includesSlot, unownedSlots } from './slot-claims';

/** Slots that nobody owns or that some node has open: which nodes hold keys of them decides how they are mended. */
export function doubtfulSlots(snapshot: TopologySnapshot): readonly number[] {
  const members = membersIn(snapshot);
  if (members.length === 0) return [];
  const unowned = unownedSlots(snapshot);
  const open = new Set(members.flatMap((m) => m.view.open.map((o) => o.slot)));
  return Array.from({ length: SLOT_COUNT }, (_, s) => s).filter(
    (s) => open.has(s) || includesSlot(unowned, s),
  );
}
