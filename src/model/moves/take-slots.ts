import type { SlotRange } from '../cluster-view';

const size = ([first, last]: SlotRange) => last - first + 1;

interface Piece {
  readonly range: SlotRange;
  /** Whether its first or last slot has a neighbour at the target. */
  readonly touches: 'first' | 'last' | undefined;
}

/**
 * Chooses which of a master's slots to give away, so that slots fall into few ranges: first what lies beside the
 * target's own, then a whole range of just the size, then the lower end of a range that is large enough, as
 * `redis-cli` takes the lowest.
 * @param wanted at most as many as `from` holds
 */
export function takeSlots(from: readonly SlotRange[], wanted: number, target: readonly SlotRange[]) {
  let left = [...from];
  const taken: SlotRange[] = [];
  for (let missing = wanted; missing > 0 && left.length > 0; ) {
    const { range, touches } = best(left, missing, target);
    const count = Math.min(size(range), missing);
    const [first, last] = range;
    const part: SlotRange = touches === 'last' ? [last - count + 1, last] : [first, first + count - 1];
    const rest: SlotRange = touches === 'last' ? [first, last - count] : [first + count, last];
    taken.push(part);
    left = left.flatMap((r) => (r !== range ? [r] : size(rest) > 0 ? [rest] : []));
    missing -= count;
  }
  return { taken: taken.sort((a, b) => a[0] - b[0]), left };
}

function best(left: readonly SlotRange[], missing: number, target: readonly SlotRange[]): Piece {
  const beside = left
    .map((range) => ({ range, touches: touching(range, target) }))
    .filter((piece) => piece.touches !== undefined)
    .sort((a, b) => size(b.range) - size(a.range));
  const [first] = beside;
  if (first) return first;
  const bySize = [...left].sort((a, b) => size(a) - size(b));
  const range = left.find((r) => size(r) === missing) ??
    left.find((r) => size(r) > missing) ??
    bySize.at(-1) ?? [0, -1];
  return { range, touches: undefined };
}

function touching([first, last]: SlotRange, target: readonly SlotRange[]): Piece['touches'] {
  if (target.some((r) => r[1] === first - 1)) return 'first';
  return target.some((r) => r[0] === last + 1) ? 'last' : undefined;
}
