import type { CountedSlot } from '../../model/moves/batching';
import { eachSlot, type Move } from '../../model/moves/move';
import type { NodeConnection } from '../../redis/connection';
import { countKeys } from './count-keys';

/** Moves with the keys that the owner counts in each slot. */
export interface CountedMove {
  readonly from: string;
  readonly to: string;
  readonly slots: readonly CountedSlot[];
}

/** Has the owners count. @throws Failure naming the node that did not */
export function countMoves(
  moves: readonly Move[],
  owner: (nodeId: string) => Promise<{ readonly name: string; readonly control: NodeConnection }>,
): Promise<CountedMove[]> {
  return Promise.all(
    moves.map(async ({ from, to, slots }) => {
      const all = [...eachSlot(slots)];
      const counts = await countKeys(await owner(from), all);
      return { from, to, slots: all.map((slot, i) => ({ slot, keys: counts[i] ?? 0 })) };
    }),
  );
}

/** Keys in all of them. */
export const keysIn = (moves: readonly CountedMove[]): number =>
  moves.reduce((sum, { slots }) => sum + slots.reduce((n, { keys }) => n + keys, 0), 0);
