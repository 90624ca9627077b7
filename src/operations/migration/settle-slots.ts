import type { Closing } from '../../model/moves/closing-plan';
import type { Migration } from './migrate';
import { type SlotState, setSlots } from './set-slots';

type Settle = Extract<Closing, { kind: 'settle' }>;

/** Has nodes forget that slots are open whose owner is certain. @throws Failure naming the node that refuses */
export async function settleSlots(slots: readonly Settle[], { sites, tally }: Migration): Promise<void> {
  for (const { slot, owner, ends } of slots) {
    for (const { node, kind } of ends) {
      // One that gave the slot away may not have heard who owns it now: NODE says that, and closes it too.
      const unaware = kind === 'migrating' && node !== owner;
      const state: SlotState = unaware
        ? { state: 'node', peer: sites.of(owner).clusterId }
        : { state: 'stable' };
      await setSlots(sites.of(node), [slot], state);
    }
    tally.slotsDone++;
  }
}
