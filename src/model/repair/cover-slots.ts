import type { Repair } from '../findings/remedy';
import { eachSlot } from '../moves/move';
import { slotOwners } from '../slot-owners';
import type { TopologySnapshot } from '../snapshot';
import { text } from '../text';
import { clusterMasters } from './clustered';
import type { KeyCounts } from './key-counts';
import { ownersFor, ownershipObstacle } from './owner-for';
import { cannot, type Planned, plan } from './plan';
import { homecoming, settleSlots } from './settle-slots';

/** Slots that nobody serves go to whoever holds (most of) their keys, the empty ones to all masters evenly. */
export function planCoverSlots(repair: Repair, snapshot: TopologySnapshot, keys: KeyCounts): Planned {
  const slots = [...eachSlot(slotOwners(snapshot).unserved)];
  if (slots.length === 0) return cannot(text('All slots are served.'));
  const obstacle = ownershipObstacle(snapshot, new Set(slots));
  if (obstacle)
    return cannot(obstacle, text('Start that node, let its replica take over, or have it forgotten first.'));
  const steps = settleSlots(snapshot, ownersFor(slots, clusterMasters(snapshot), keys), keys);
  return plan(repair, steps, homecoming(steps));
}
