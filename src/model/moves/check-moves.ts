import type { SlotRange } from '../cluster-view';
import { SLOT_COUNT } from '../slot-owners';
import type { TopologySnapshot } from '../snapshot';
import { type Text, text } from '../text';
import { type Holding, holdings } from './holding';
import { eachSlot, type Move } from './move';
import { movingObstacle } from './obstacle';

/** Why moves do not fit the cluster as it is now; undefined when they do. A plan may have grown old. */
export function movesProblem(snapshot: TopologySnapshot, moves: readonly Move[]): Text | undefined {
  const obstacle = movingObstacle(snapshot);
  if (obstacle) return obstacle;
  if (moves.length === 0) return text('No slot is to be moved.');
  const held = new Map(holdings(snapshot).map((h) => [h.id, h]));
  const seen = new Set<number>();
  for (const { from, to, slots } of moves) {
    const [source, target] = [held.get(from), held.get(to)];
    if (!source || !target || source === target) return text('The chosen node is not a master that answers.');
    const owned = new Set(eachSlot(source.slots));
    for (const slot of eachSlot(slots)) {
      if (!owned.has(slot) || seen.has(slot)) return grownOld(source);
      seen.add(slot);
    }
  }
  return undefined;
}

const grownOld = ({ name }: Holding): Text =>
  text('{0} does not have the same slots any more: look at the plan again.', name);

const isSlot = (v: unknown): v is number => Number.isInteger(v) && Number(v) >= 0 && Number(v) < SLOT_COUNT;
const isRange = (v: unknown): v is SlotRange =>
  Array.isArray(v) && v.length === 2 && isSlot(v[0]) && isSlot(v[1]) && v[0] <= v[1];

/** Whether something is moves, as far as its form goes. */
export function areMoves(v: unknown): v is Move[] {
  return Array.isArray(v) && v.length <= SLOT_COUNT && v.every(isMove);
}

function isMove(v: unknown): v is Move {
  if (typeof v !== 'object' || v === null || !('from' in v && 'to' in v && 'slots' in v)) return false;
  const { from, to, slots } = v;
  return typeof from === 'string' && typeof to === 'string' && Array.isArray(slots) && slots.every(isRange);
}
