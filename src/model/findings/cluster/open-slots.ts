import { formatSlots } from '../../format';
import { rangesWhere } from '../../slot-owners';
import { text } from '../../text';
import { type Found, type Rule, type Said, said } from '../finding';
import { act } from '../remedy';
import { type Member, membersIn } from './members';
import { type OpenedSlot, opened, wayOpen, wordsFor } from './open-ways';
import { slotClaims } from './slot-claims';

/** Slots whose move began and did not end. Those that are open in the same way and between the same nodes are one. */
export const openSlots: Rule = {
  id: 'open-slots',
  afterMs: 15_000,
  find: (snapshot) => {
    const members = membersIn(snapshot);
    const { claimants } = slotClaims(snapshot);
    const alike = new Map<string, OpenedSlot[]>();
    for (const open of opened(members, (s) => claimants[s] ?? [])) {
      const key = [wayOpen(open), ...[...open.migrating, ...open.importing].map((m) => m.node.id)].join(' ');
      alike.set(key, [...(alike.get(key) ?? []), open]);
    }
    return [...alike.values()].map(finding);
  },
};

function finding(alike: readonly OpenedSlot[]): Found {
  const [first] = alike as readonly [OpenedSlot];
  const slots = alike.map((o) => o.slot);
  const ranges = formatSlots(rangesWhere((s) => slots.includes(s)));
  const who = [...new Set([...first.migrating, ...first.importing])];
  const { what, severity } = wordsFor(first, ranges);
  return {
    about: `${wayOpen(first)} ${ranges}`,
    severity,
    what,
    why: text(
      'Commands that name several keys of such a slot are refused, and no other move of it can begin.',
    ),
    nodes: who.map((m) => m.node.id),
    evidence: alike.slice(0, 2).flatMap((open) => who.flatMap((m) => lines(m, open))),
    remedy: act({ kind: 'closeSlots', slots }),
  };
}

function lines({ node, view }: Member, { slot }: OpenedSlot): Said[] {
  const keys = node.evidence?.strayKeys?.find((k) => k.slot === slot)?.keys;
  const marks = view.open.filter((o) => o.slot === slot);
  return marks.map(({ kind, peerId }) =>
    said(
      node,
      `[${slot}-${kind === 'migrating' ? '>' : '<'}-${peerId.slice(0, 8)}]${keys === undefined ? '' : ` COUNTKEYSINSLOT: ${keys}`}`,
    ),
  );
}
