import { countSlots } from '../structure';
import { type Text, text } from '../text';
import type { Holding } from './holding';
import type { Move } from './move';

/** How many slots a shard has before and after. */
export interface Share {
  /** Snapshot id of its master. */
  readonly id: string;
  readonly name: string;
  readonly before: number;
  readonly after: number;
}

/** What a wish comes to. */
export type MovePlan =
  | { readonly kind: 'move'; readonly moves: readonly Move[]; readonly shares: readonly Share[] }
  /** It is as wished already. */
  | { readonly kind: 'nothing'; readonly why: Text; readonly shares: readonly Share[] }
  | { readonly kind: 'cannot'; readonly why: Text };

export const cannot = (why: Text): MovePlan => ({ kind: 'cannot', why });

export const noSuchMaster = (): MovePlan => cannot(text('The chosen node is not a master that answers.'));

/** @param already what to say when there is nothing to move */
export function planOf(held: readonly Holding[], moves: readonly Move[], already: Text): MovePlan {
  const shares = sharesAfter(held, moves);
  return moves.length === 0 ? { kind: 'nothing', why: already, shares } : { kind: 'move', moves, shares };
}

export function sharesAfter(held: readonly Holding[], moves: readonly Move[]): Share[] {
  return held.map(({ id, name, slots }) => {
    const before = countSlots(slots);
    const sum = (some: readonly Move[]) => some.reduce((n, move) => n + countSlots(move.slots), 0);
    const after = before - sum(moves.filter((m) => m.from === id)) + sum(moves.filter((m) => m.to === id));
    return { id, name, before, after };
  });
}
