import { type Text, text } from '../../text';
import type { FindingSeverity } from '../finding';
import type { Member } from './members';

/** A slot that at least one node has open. */
export interface OpenedSlot {
  readonly slot: number;
  readonly migrating: readonly Member[];
  readonly importing: readonly Member[];
  /** Who says that it owns the slot. */
  readonly owners: readonly Member[];
}

/** In which way: each needs another repair, and redis-cli gives up on `severalWithKeys` and `notOwner`. */
export type WayOpen =
  | 'moving'
  | 'elsewhere'
  | 'onlyMigrating'
  | 'onlyImporting'
  | 'several'
  | 'severalWithKeys'
  | 'notOwner';

/** All open slots, in order. */
export function opened(
  members: readonly Member[],
  ownersOf: (slot: number) => readonly Member[],
): OpenedSlot[] {
  const found = new Map<number, { migrating: Member[]; importing: Member[] }>();
  for (const member of members) {
    for (const { slot, kind } of member.view.open) {
      if (isCopied(member, slot, members)) continue;
      const at = found.get(slot) ?? { migrating: [], importing: [] };
      at[kind].push(member);
      found.set(slot, at);
    }
  }
  return [...found].sort(([a], [b]) => a - b).map(([slot, at]) => ({ slot, ...at, owners: ownersOf(slot) }));
}

/** Valkey tells a master's replicas of its open slots (8.0): what they repeat is the master's. */
function isCopied({ self }: Member, slot: number, members: readonly Member[]): boolean {
  const master = members.find((m) => m.view.myId === self.masterId);
  return master?.view.open.some((o) => o.slot === slot) ?? false;
}

export function wayOpen({ slot, migrating, importing, owners }: OpenedSlot): WayOpen {
  const [source] = migrating;
  const [target] = importing;
  if (source && !owners.includes(source)) return 'notOwner';
  if (importing.length > 1) return importing.some((m) => keysIn(m, slot) > 0) ? 'severalWithKeys' : 'several';
  if (source && target) {
    const to = source.view.open.find((o) => o.slot === slot)?.peerId;
    return to === target.view.myId ? 'moving' : 'elsewhere';
  }
  return source ? 'onlyMigrating' : 'onlyImporting';
}

const keysIn = ({ node }: Member, slot: number): number =>
  node.evidence?.strayKeys?.find((k) => k.slot === slot)?.keys ?? 0;

const names = (members: readonly Member[]) => members.map((m) => m.node.name).join(', ');

/** The sentence for slots that are open in the same way. @param ranges the slots, as text */
export function wordsFor(open: OpenedSlot, ranges: string): { what: Text; severity: FindingSeverity } {
  const [from, to] = [names(open.migrating), names(open.importing)];
  switch (wayOpen(open)) {
    case 'moving':
      return {
        severity: 'warning',
        what: text('The move of slots {0} from {1} to {2} stands still', ranges, from, to),
      };
    case 'elsewhere':
      return {
        severity: 'warning',
        what: text('{1} gives slots {0} to another node than {2}, which takes them', ranges, from, to),
      };
    case 'onlyMigrating':
      return {
        severity: 'warning',
        what: text('{1} gives slots {0} away, but nobody takes them', ranges, from),
      };
    case 'onlyImporting':
      return { severity: 'warning', what: text('{1} takes slots {0}, but nobody gives them', ranges, to) };
    case 'several':
      return { severity: 'warning', what: text('Several nodes take slots {0}: {1}', ranges, to) };
    case 'severalWithKeys':
      return {
        severity: 'error',
        what: text('Several nodes take slots {0} and hold keys of them: {1}', ranges, to),
      };
    case 'notOwner':
      return { severity: 'error', what: text('{1} gives slots {0} away that it does not own', ranges, from) };
  }
}
