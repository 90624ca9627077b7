import { SLOT_COUNT } from '../../src/model/slot-owners';

/** The part of the slots that is seen. */
export interface Window {
  readonly first: number;
  readonly count: number;
}

export const ALL: Window = { first: 0, count: SLOT_COUNT };
const LEAST = 32;

const clamp = (n: number, least: number, most: number) => Math.min(Math.max(n, least), most);

function fitted(first: number, count: number): Window {
  const wide = clamp(Math.round(count), LEAST, SLOT_COUNT);
  return { first: clamp(Math.round(first), 0, SLOT_COUNT - wide), count: wide };
}

/** Closer (factor below 1) or farther, with one slot staying where it is. */
export function zoomed({ first, count }: Window, factor: number, around: number): Window {
  const wide = clamp(count * factor, LEAST, SLOT_COUNT);
  return fitted(around - ((around - first) * wide) / count, wide);
}

export const panned = ({ first, count }: Window, by: number): Window => fitted(first + by, count);

/** Moved no more than needed for a slot to be seen. */
export function including({ first, count }: Window, slot: number): Window {
  if (slot < first) return fitted(slot, count);
  return slot >= first + count ? fitted(slot - count + 1, count) : { first, count };
}

/** A range in the middle, with something of its neighbours. */
export const around = (from: number, to: number): Window => {
  const count = Math.max((to - from + 1) * 2, LEAST * 8);
  return fitted((from + to + 1 - count) / 2, count);
};
