import { SLOT_COUNT } from '../slot-owners';

interface Share {
  readonly id: string;
  /** How many slots it has already. */
  readonly has: number;
}

/**
 * Gives slots that nobody has to masters so that all end with as equal shares as can be, in order: neighbouring slots
 * go to the same master, so that as few ranges as can be come of it.
 * @param slots in ascending order
 * @returns the master's id for each slot
 */
export function shareOut(slots: readonly number[], masters: readonly Share[]): Map<number, string> {
  const owners = new Map<number, string>();
  const room = needs(slots.length, masters);
  let at = 0;
  for (const slot of slots) {
    while (at < room.length - 1 && (room[at]?.need ?? 0) === 0) at++;
    const taker = room[at];
    if (!taker) break;
    owners.set(slot, taker.id);
    taker.need--;
  }
  return owners;
}

/** How many more slots each gets; what does not divide goes to the last, who fill no holes but take what is left. */
function needs(count: number, masters: readonly Share[]): { id: string; need: number }[] {
  const level = waterLevel(count, masters);
  const room = masters.map(({ id, has }) => ({ id, need: Math.max(0, level - has) }));
  let left = count - room.reduce((sum, r) => sum + r.need, 0);
  for (const r of [...room].reverse()) {
    if (left <= 0) break;
    const has = masters.find((m) => m.id === r.id)?.has ?? 0;
    if (has > level) continue;
    r.need++;
    left--;
  }
  return room;
}

/** The share up to which everybody below it can be filled with `count` slots. */
function waterLevel(count: number, masters: readonly Share[]): number {
  let [low, high] = [0, SLOT_COUNT];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    const cost = masters.reduce((sum, m) => sum + Math.max(0, middle - m.has), 0);
    if (cost <= count) low = middle;
    else high = middle - 1;
  }
  return low;
}
