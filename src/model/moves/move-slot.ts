import { keySlot } from '../key-slot';
import { text } from '../text';
import type { Holding } from './holding';
import { cannot, type MovePlan, noSuchMaster, planOf } from './move-plan';
import type { MoveSlotWish } from './wish';

/** The slot of a key to another master, with all other keys in it. */
export function planMoveSlot(held: readonly Holding[], { key, to }: MoveSlotWish): MovePlan {
  const target = held.find((h) => h.id === to);
  if (!target) return noSuchMaster();
  const slot = keySlot(key);
  const owner = held.find((h) => h.slots.some(([first, last]) => first <= slot && slot <= last));
  if (!owner) return cannot(text('Nobody serves slot {0}.', slot));
  const moves = owner === target ? [] : [{ from: owner.id, to, slots: [[slot, slot] as const] }];
  return planOf(held, moves, text('{0} serves slot {1} already.', target.name, slot));
}
