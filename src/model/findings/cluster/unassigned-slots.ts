import { formatSlots } from '../../format';
import { countSlots } from '../../structure';
import { text } from '../../text';
import { type Rule, said } from '../finding';
import { act } from '../remedy';
import { membersIn } from './members';
import { includesSlot, unownedSlots } from './slot-claims';

/** Slots that nobody serves, though all their masters answer. */
export const unassignedSlots: Rule = {
  id: 'unassigned-slots',
  afterMs: 3000,
  find: (snapshot) => {
    const members = membersIn(snapshot);
    const slots = unownedSlots(snapshot);
    if (slots.length === 0) return [];
    const strays = snapshot.nodes.flatMap((node) =>
      (node.evidence?.strayKeys ?? [])
        .filter(({ slot }) => includesSlot(slots, slot))
        .map(({ slot, keys }) => said(node, `CLUSTER COUNTKEYSINSLOT ${slot}: ${keys}`)),
    );
    const count = countSlots(slots);
    return [
      {
        about: formatSlots(slots),
        severity: 'error',
        what:
          strays.length > 0
            ? text('{0} slots belong to nobody, and some hold keys: {1}', count, formatSlots(slots))
            : text('{0} slots belong to nobody: {1}', count, formatSlots(slots)),
        why: text('Keys of these slots can be neither read nor written.'),
        nodes: [],
        evidence: [
          ...members.slice(0, 6).map((m) => said(m.node, `cluster_slots_assigned:${m.view.slotsAssigned}`)),
          ...strays.slice(0, 6),
        ],
        remedy: act({ kind: 'coverSlots', slots }),
      },
    ];
  },
};
