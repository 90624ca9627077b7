import { SLOT_COUNT } from '../slot-owners';
import { countSlots } from '../structure';
import { text } from '../text';
import { movesOf } from './flows';
import { handOut } from './hand-out';
import type { Holding } from './holding';
import { cannot, type MovePlan, noSuchMaster, planOf } from './move-plan';
import type { DrainWish } from './wish';

/**
 * Empties a master: its slots go to the others so that these end up as even as they can. Others without slots get
 * none unless asked for: they may have been emptied themselves.
 */
export function planDrain(held: readonly Holding[], { from, includeEmpty }: DrainWish): MovePlan {
  const source = held.find((h) => h.id === from);
  if (!source) return noSuchMaster();
  const others = held.filter((h) => h.id !== from);
  if (others.length === 0) return cannot(text('There is no other master that could take its slots.'));
  const serving = others.filter((h) => countSlots(h.slots) > 0);
  const takers = includeEmpty || serving.length === 0 ? others : serving;
  const parties = takers.map(({ id, slots }) => {
    const has = countSlots(slots);
    return { id, has, fair: 1, least: has, most: SLOT_COUNT };
  });
  const after = handOut(parties, countSlots(source.slots));
  const flows = parties.map(({ id, has }) => ({ from, to: id, count: (after.get(id) ?? has) - has }));
  return planOf(held, movesOf(held, flows), text('{0} has no slots.', source.name));
}
