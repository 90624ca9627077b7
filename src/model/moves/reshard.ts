import type { SlotRange } from '../cluster-view';
import { formatSlots } from '../format';
import { SLOT_COUNT } from '../slot-owners';
import { countSlots } from '../structure';
import { type Text, text } from '../text';
import { movesOf } from './flows';
import type { Holding } from './holding';
import { eachSlot, type Move, rangesOf } from './move';
import { cannot, type MovePlan, noSuchMaster, planOf } from './move-plan';
import type { ReshardWish } from './wish';

/** From one, several or all masters to one. */
export function planReshard(held: readonly Holding[], wish: ReshardWish): MovePlan {
  const target = held.find((h) => h.id === wish.to);
  if (!target) return noSuchMaster();
  const known = (id: string) => held.some((h) => h.id === id);
  if (!wish.from.every(known)) return noSuchMaster();
  if (wish.from.includes(target.id)) return cannot(text('Slots cannot go from {0} to itself.', target.name));
  const sources = held.filter(
    (h) => h.id !== target.id && (wish.from.length === 0 || wish.from.includes(h.id)),
  );
  return 'count' in wish.slots
    ? byCount(held, sources, target, wish.slots.count)
    : byRanges(held, sources, target, wish.slots.ranges);
}

function byCount(
  held: readonly Holding[],
  sources: readonly Holding[],
  target: Holding,
  count: number,
): MovePlan {
  const there = sources.reduce((sum, h) => sum + countSlots(h.slots), 0);
  if (!Number.isSafeInteger(count) || count < 0) return cannot(text('The number of slots is not a number.'));
  if (count > there) return cannot(text('There are only {0} slots to take.', there));
  const flows = [...shareOut(sources, count)].map(([from, n]) => ({ from, to: target.id, count: n }));
  return planOf(held, movesOf(held, flows), text('No slot is to be moved.'));
}

/**
 * How many slots each source gives: in proportion to what it has, rounded up for the largest and down for all others,
 * as `redis-cli --cluster reshard` does it (redis-cli.c, clusterManagerComputeReshardTable). Where that leaves some
 * over, which `redis-cli` does not move, the largest that still have any give one more each.
 */
function shareOut(sources: readonly Holding[], count: number): Map<string, number> {
  const bySize = sources
    .map((h) => ({ id: h.id, size: countSlots(h.slots) }))
    .sort((a, b) => b.size - a.size);
  const total = bySize.reduce((sum, s) => sum + s.size, 0);
  const gives = new Map<string, number>();
  let left = count;
  for (const [i, { id, size }] of bySize.entries()) {
    const exact = total === 0 ? 0 : (count * size) / total;
    const n = Math.min(i === 0 ? Math.ceil(exact) : Math.floor(exact), left);
    gives.set(id, n);
    left -= n;
  }
  while (left > 0) {
    for (const { id, size } of bySize) {
      const n = gives.get(id) ?? 0;
      if (left === 0 || n >= size) continue;
      gives.set(id, n + 1);
      left--;
    }
  }
  return gives;
}

function byRanges(
  held: readonly Holding[],
  sources: readonly Holding[],
  target: Holding,
  ranges: readonly SlotRange[],
): MovePlan {
  const problem = rangeProblem(ranges);
  if (problem) return cannot(problem);
  const wanted = new Set(eachSlot(ranges));
  const moves: Move[] = sources.flatMap(({ id, slots }) => {
    const mine = [...eachSlot(slots)].filter((slot) => wanted.has(slot));
    return mine.length > 0 ? [{ from: id, to: target.id, slots: rangesOf(mine) }] : [];
  });
  for (const slot of eachSlot([...moves.flatMap((m) => m.slots), ...target.slots])) wanted.delete(slot);
  if (wanted.size > 0)
    return cannot(text('The chosen sources do not have slots {0}.', formatSlots(rangesOf(wanted))));
  return planOf(held, moves, text('{0} has these slots already.', target.name));
}

function rangeProblem(ranges: readonly SlotRange[]): Text | undefined {
  const wrong = ranges.find(([a, b]) => !(Number.isInteger(a) && Number.isInteger(b)) || a < 0 || b < a);
  if (wrong) return text('{0}-{1} is no range of slots.', ...wrong);
  return ranges.some(([, last]) => last >= SLOT_COUNT) ? text('The last slot is 16383.') : undefined;
}
