import type { SlotRange } from './cluster-view';
import { SLOT_COUNT } from './slot-owners';

/**
 * The slots of each of `masters` masters, contiguous and as even as can be, just as `redis-cli --cluster create`
 * allots them (redis-cli.c, clusterManagerCommandCreate): 3 masters get 0-5460, 5461-10922, 10923-16383.
 */
export function allotSlots(masters: number): SlotRange[] {
  const each = SLOT_COUNT / masters;
  const ranges: SlotRange[] = [];
  let first = 0;
  let cursor = 0;
  for (let i = 0; i < masters; i++) {
    const last = i === masters - 1 ? SLOT_COUNT - 1 : Math.round(cursor + each - 1);
    ranges.push([first, Math.max(first, last)]);
    first = last + 1;
    cursor += each;
  }
  return ranges;
}
