import { formatSlots } from '../../format';
import { rangesWhere } from '../../slot-owners';
import { text } from '../../text';
import { idsOf, namesOf, type Rule, said } from '../finding';
import { act } from '../remedy';
import { type Member, membersIn } from './members';
import { includesSlot, signatureOf, slotClaims, unownedSlots } from './slot-claims';

/** Nodes that believe something else of who owns what than most do ("Nodes don't agree about configuration"). */
export const viewsDiffer: Rule = {
  id: 'views-differ',
  afterMs: 5000,
  find: (snapshot) => {
    const members = membersIn(snapshot);
    const groups = new Map<string, Member[]>();
    for (const m of members) {
      const signature = signatureOf(m.view);
      groups.set(signature, [...(groups.get(signature) ?? []), m]);
    }
    if (groups.size < 2) return [];
    const [most = [], ...rest] = [...groups.values()].sort((a, b) => b.length - a.length);
    const { claimants } = slotClaims(snapshot);
    const ownersBy = members.map((m) => ownersIn(m));
    // Where two claim a slot for themselves, or nobody does, there is a finding of its own.
    const unowned = unownedSlots(snapshot);
    const slots = rangesWhere(
      (s) =>
        (claimants[s]?.length ?? 0) < 2 &&
        !includesSlot(unowned, s) &&
        new Set(ownersBy.map((owners) => owners[s])).size > 1,
    );
    if (slots.length === 0) return [];
    const differing = rest.flat().map((m) => m.node);
    return [
      {
        about: `${namesOf(differing)} ${formatSlots(slots)}`,
        severity: 'error',
        what: text(
          '{0} and the others do not agree who owns slots {1}',
          namesOf(differing),
          formatSlots(slots),
        ),
        why: text('Clients are sent back and forth, or to a node that does not own the slot.'),
        nodes: idsOf(differing),
        evidence: [...most.slice(0, 1), ...rest.flat()]
          .slice(0, 6)
          .map((m) => said(m.node, ownerLine(m, slots[0]?.[0]))),
        remedy: act({ kind: 'agreeOnSlots', slots }),
      },
    ];
  },
};

function ownersIn({ view }: Member): (string | undefined)[] {
  const owners: (string | undefined)[] = [];
  for (const { id, slots } of view.peers) {
    for (const [first, last] of slots) for (let s = first; s <= last; s++) owners[s] = id;
  }
  return owners;
}

function ownerLine({ view }: Member, slot = 0): string {
  const owner = view.peers.find((p) => p.slots.some(([a, b]) => a <= slot && slot <= b));
  return owner ? `slot ${slot}: ${owner.id.slice(0, 8)} ${owner.ip}:${owner.port}` : `slot ${slot}: -`;
}
