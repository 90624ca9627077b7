import type { SlotRange } from '../cluster-view';
import type { Holding } from './holding';
import { eachSlot, type Move, rangesOf } from './move';
import { takeSlots } from './take-slots';

/** So many slots from one master to another, before it is said which. */
export interface Flow {
  readonly from: string;
  readonly to: string;
  readonly count: number;
}

/** Says which slots go; none goes twice. */
export function movesOf(held: readonly Holding[], flows: readonly Flow[]): Move[] {
  const slots = new Map<string, readonly SlotRange[]>(held.map((h) => [h.id, h.slots]));
  return flows.flatMap(({ from, to, count }) => {
    const target = slots.get(to) ?? [];
    const { taken, left } = takeSlots(slots.get(from) ?? [], count, target);
    if (taken.length === 0) return [];
    slots.set(from, left);
    slots.set(to, rangesOf(eachSlot([...target, ...taken])));
    return [{ from, to, slots: rangesOf(eachSlot(taken)) }];
  });
}

/**
 * Pairs those who have too many with those who have too few, the largest with the largest: fewer flows than there
 * are masters.
 * @param change by id: how many slots each shall have more (negative: fewer); adds up to 0
 */
export function pairUp(change: ReadonlyMap<string, number>): Flow[] {
  const ordered = [...change].map(([id, by]) => ({ id, by })).filter(({ by }) => by !== 0);
  const givers = ordered.filter(({ by }) => by < 0).sort((a, b) => a.by - b.by);
  const takers = ordered.filter(({ by }) => by > 0).sort((a, b) => b.by - a.by);
  const flows: Flow[] = [];
  for (let [g, t] = [0, 0]; ; ) {
    const [giver, taker] = [givers[g], takers[t]];
    if (!giver || !taker) return flows;
    const count = Math.min(-giver.by, taker.by);
    flows.push({ from: giver.id, to: taker.id, count });
    giver.by += count;
    taker.by -= count;
    if (giver.by === 0) g++;
    if (taker.by === 0) t++;
  }
}
