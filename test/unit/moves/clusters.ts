import fc from 'fast-check';
import type { SlotRange } from '../../../src/model/cluster-view';
import type { Holding } from '../../../src/model/moves/holding';
import { eachSlot, type Move, rangesOf } from '../../../src/model/moves/move';
import type { MovePlan } from '../../../src/model/moves/move-plan';

/** Masters m0, m1 … with these slots. */
export const masters = (...slots: readonly (readonly SlotRange[])[]): Holding[] =>
  slots.map((ranges, i) => ({ id: `m${i}`, name: `m${i}`, slots: ranges }));

/** Two to nine masters among which all slots are divided in up to sixty pieces, however unevenly. */
export const anyCluster: fc.Arbitrary<Holding[]> = fc
  .record({
    count: fc.integer({ min: 2, max: 9 }),
    cuts: fc.array(fc.integer({ min: 1, max: 16383 }), { maxLength: 60 }),
    seed: fc.array(fc.nat(), { minLength: 61, maxLength: 61 }),
  })
  .map(({ count, cuts, seed }) => {
    const edges = [...new Set([0, ...cuts, 16384])].sort((a, b) => a - b);
    const pieces = edges.slice(0, -1).map((first, i): SlotRange => [first, (edges[i + 1] ?? 0) - 1]);
    const of = (m: number) => pieces.filter((_, i) => (seed[i] ?? 0) % count === m);
    return masters(...Array.from({ length: count }, (_, m) => rangesOf(eachSlot(of(m)))));
  });

/** Who serves what after the moves. Throws when a slot is moved that its giver does not have (any more). */
export function carriedOut(held: readonly Holding[], moves: readonly Move[]): Map<string, Set<number>> {
  const slots = new Map(held.map((h) => [h.id, new Set(eachSlot(h.slots))]));
  const moved = new Set<number>();
  for (const { from, to, slots: ranges } of moves) {
    for (const slot of eachSlot(ranges)) {
      if (!slots.get(from)?.delete(slot)) throw new Error(`${from} does not have ${slot}`);
      if (moved.has(slot)) throw new Error(`${slot} is moved twice`);
      moved.add(slot);
      slots.get(to)?.add(slot);
    }
  }
  return slots;
}

/** How many slots each has after the plan; demands that all 16384 are served, each once, and the plan's own count. */
export function countsAfter(held: readonly Holding[], plan: MovePlan): number[] {
  if (plan.kind === 'cannot') throw new Error(`cannot: ${plan.why.key}`);
  const slots = carriedOut(held, movesIn(plan));
  const all = [...slots.values()].flatMap((set) => [...set]);
  if (all.length !== 16384 || new Set(all).size !== 16384) throw new Error('coverage is not preserved');
  const counts = held.map((h) => slots.get(h.id)?.size ?? 0);
  const said = plan.shares.map((s) => s.after);
  if (said.join() !== counts.join()) throw new Error(`said ${said}, is ${counts}`);
  return counts;
}

export const movesIn = (plan: MovePlan): readonly Move[] => (plan.kind === 'move' ? plan.moves : []);
