import type { SlotRange } from '../cluster-view';
import { eachSlot, rangesOf } from './move';

/** "0-100, 7000 8000-8001" as ranges; undefined when it reads otherwise, names a slot above 16383, or nothing. */
export function parseRanges(words: string): SlotRange[] | undefined {
  const pieces = words.split(/[\s,;，；]+/).filter((piece) => piece !== '');
  const ranges = pieces.map((piece): SlotRange | undefined => {
    const found = /^(\d{1,5})(?:[-–](\d{1,5}))?$/.exec(piece);
    if (!found) return undefined;
    const [first, last] = [Number(found[1]), Number(found[2] ?? found[1])];
    return first <= last && last <= 16383 ? [first, last] : undefined;
  });
  if (ranges.length === 0) return undefined;
  const read = ranges.filter((range) => range !== undefined);
  return read.length < ranges.length ? undefined : rangesOf(eachSlot(read));
}
