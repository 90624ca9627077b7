import type { SlotRange } from '../cluster-view';

/** Slots of either, as sorted ranges that do not touch. */
export function uniteSlots(a: readonly SlotRange[], b: readonly SlotRange[]): SlotRange[] {
  const united: [number, number][] = [];
  for (const [first, last] of [...a, ...b].sort((x, y) => x[0] - y[0])) {
    const before = united.at(-1);
    if (before && first <= before[1] + 1) before[1] = Math.max(before[1], last);
    else united.push([first, last]);
  }
  return united;
}

/** Slots of the first that are not of the second. Both sorted. */
export function slotsWithout(a: readonly SlotRange[], b: readonly SlotRange[]): SlotRange[] {
  const left: SlotRange[] = [];
  for (const [first, last] of a) {
    let from = first;
    for (const [cutFirst, cutLast] of b) {
      if (cutLast < from || cutFirst > last) continue;
      if (cutFirst > from) left.push([from, cutFirst - 1]);
      from = cutLast + 1;
    }
    if (from <= last) left.push([from, last]);
  }
  return left;
}

/** Slots of both. Both sorted. */
export function slotsInBoth(a: readonly SlotRange[], b: readonly SlotRange[]): SlotRange[] {
  return a.flatMap(([first, last]) =>
    b.map(([f, l]): SlotRange => [Math.max(first, f), Math.min(last, l)]).filter(([f, l]) => f <= l),
  );
}
