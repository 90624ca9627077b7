import type { Place } from './drawing';

/** Less is no step in that direction: replicas stand in a little from their master. */
const LEAST = 20;

/** The node that a key leads to from another: the nearest in the arrow's direction, the first, the last. */
export function neighbour(places: readonly Place[], from: Place | undefined, key: string): Place | undefined {
  if (key === 'Home') return places[0];
  if (key === 'End') return places.at(-1);
  const [dx, dy] = directions[key] ?? [0, 0];
  if (!from || (dx === 0 && dy === 0)) return undefined;
  const ahead = places
    .map((p) => {
      const along = dx * (centre(p).x - centre(from).x) + dy * (centre(p).y - centre(from).y);
      const aside =
        Math.abs(dy * (centre(p).x - centre(from).x)) + Math.abs(dx * (centre(p).y - centre(from).y));
      return { p, along, cost: along + 2 * aside };
    })
    .filter(({ along }) => along > LEAST);
  return ahead.sort((a, b) => a.cost - b.cost)[0]?.p;
}

const directions: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

const centre = (p: Place) => ({ x: p.x + p.w / 2, y: p.y + p.h / 2 });
