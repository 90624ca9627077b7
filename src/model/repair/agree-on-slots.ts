import type { Repair } from '../findings/remedy';
import { eachSlot } from '../moves/move';
import type { TopologySnapshot } from '../snapshot';
import { text } from '../text';
import { clusteredIn, clusterMasters } from './clustered';
import type { KeyCounts } from './key-counts';
import { ownersFor, ownershipObstacle } from './owner-for';
import { cannot, type Planned, plan } from './plan';
import { homecoming, settleSlots } from './settle-slots';

/**
 * A slot that one master claims stays its own, and the others are told; of several claimants the one with most of the
 * slot's keys stays owner and gets those of the others; one that nobody claims is given to somebody.
 */
export function planAgreeOnSlots(
  repair: Extract<Repair, { kind: 'agreeOnSlots' }>,
  snapshot: TopologySnapshot,
  keys: KeyCounts,
): Planned {
  const slots = [...eachSlot(repair.slots)];
  if (clusteredIn(snapshot).length === 0) return cannot(text('No node of the cluster answers'));
  const obstacle = ownershipObstacle(snapshot, new Set(slots));
  if (obstacle) return cannot(obstacle);
  const steps = settleSlots(snapshot, ownersFor(slots, clusterMasters(snapshot), keys), keys);
  return steps.length === 0
    ? cannot(text('The nodes agree who owns these slots.'))
    : plan(repair, steps, homecoming(steps));
}
