import type { Point } from '../../src/model/history/ring';

/** How long a curve is. ms */
export const SPAN_MS = 300_000;
/** Points farther apart than this are not joined: nobody looked in between. ms */
const JOINED_MS = 3500;
/** A curve of nothing is a line at the bottom, not noise blown up. Bytes */
const LEAST_TOP = 1024;

export interface Spot {
  readonly x: number;
  readonly y: number;
}

/**
 * What a curve's upper edge stands for. One second of writes is at most a third of the height: an acknowledgement a
 * second is what a healthy link has, and must not look alarming.
 */
export function topOf(points: readonly Point[], oneSecond: number | undefined): number {
  // Without a master there is nothing to measure by; then the highest is half-way up.
  const headroom = oneSecond ? 1.1 : 2;
  let top = Math.max(LEAST_TOP, 3 * (oneSecond ?? 0));
  for (const { value } of points) if (value * headroom > top) top = value * headroom;
  return top;
}

/** The lines of a curve: it is broken where nothing was measured. */
export function linesOf(points: readonly Point[], toSpot: (point: Point) => Spot): readonly Spot[][] {
  const lines: Spot[][] = [];
  let last = Number.NEGATIVE_INFINITY;
  for (const point of points) {
    if (Number.isNaN(point.value)) last = Number.NEGATIVE_INFINITY;
    else {
      if (point.at - last > JOINED_MS) lines.push([]);
      lines.at(-1)?.push(toSpot(point));
      last = point.at;
    }
  }
  return lines;
}
