import type { CountedSlot } from '../../model/moves/batching';
import { CallSize } from '../../model/moves/batching';
import { GENTLE } from '../../model/moves/pace';
import { carryKeys } from './carry-keys';
import { countKeys } from './count-keys';
import type { CountedMove } from './count-moves';
import { Lanes } from './lanes';
import { listKeys } from './list-keys';
import type { Migration } from './migrate';
import { DEFAULT_BUDGET_MS } from './move-slots';
import { Road } from './road';
import { setSlots } from './set-slots';

const LISTED = 1000;

/**
 * Closes those open slots of which the target has no key, with their owner. The owner first: from then on it sends
 * nobody to the target.
 * @returns the slots of which the target has keys; they stay open
 * @throws Failure
 */
export async function giveBack(migration: Migration, way: CountedMove): Promise<CountedSlot[]> {
  const { sites, tally } = migration;
  const [owner, target] = [sites.of(way.from), sites.of(way.to)];
  const slots = way.slots.map(({ slot }) => slot);
  const counts = await countKeys(target, slots);
  const empty = slots.filter((_, i) => counts[i] === 0);
  await setSlots(owner, empty, { state: 'stable' });
  await setSlots(target, empty, { state: 'stable' });
  const late = await countKeys(target, empty);
  for (const [i, slot] of empty.entries()) if (late[i] !== 0) await fetchBack(migration, way, slot);
  tally.slotsDone += empty.length;
  return way.slots.filter((_, i) => counts[i] !== 0);
}

/**
 * A client that the owner had sent to the target a moment before made a key there. While it imports, the target may send
 * it; the owner takes it, for it serves the slot again.
 */
async function fetchBack({ sites, login }: Migration, way: CountedMove, slot: number): Promise<void> {
  const [owner, target] = [sites.of(way.from), sites.of(way.to)];
  const size = new CallSize(DEFAULT_BUDGET_MS, GENTLE.share);
  const lanes = new Lanes(target, size, GENTLE);
  const [listed] = await listKeys(target, [slot], LISTED, size.bigBytes);
  const keys = [...(listed?.keys ?? []), ...(listed?.big ?? []).map((b) => b.key)];
  const back = { source: target, target: owner, slot, lanes, road: new Road(), login };
  await setSlots(target, [slot], { state: 'importing', peer: owner.clusterId });
  for (const key of keys) await carryKeys(back, [key]);
  await setSlots(target, [slot], { state: 'stable' });
}
