import { formatSlots } from '../../format';
import { text } from '../../text';
import { type Rule, said } from '../finding';
import { act } from '../remedy';
import { slotClaims, slotsWhere } from './slot-claims';

/** Slots that two answering masters claim, each for itself. */
export const twoOwners: Rule = {
  id: 'two-owners',
  afterMs: 5000,
  find: (snapshot) => {
    const claims = slotClaims(snapshot);
    const slots = slotsWhere(claims, (claimants) => claimants.length > 1);
    if (slots.length === 0) return [];
    const rivals = new Set(slots.flatMap(([first]) => claims.claimants[first] ?? []));
    return [
      {
        about: formatSlots(slots),
        severity: 'error',
        what: text('Two masters own slots {0} at once', formatSlots(slots)),
        why: text('Each takes writes for them: the same key may have two values.'),
        nodes: [...rivals].map((m) => m.node.id),
        evidence: [...rivals].map((m) =>
          said(m.node, `myself,master epoch ${m.self.configEpoch} slots ${formatSlots(m.self.slots)}`),
        ),
        remedy: act({ kind: 'agreeOnSlots', slots }),
      },
    ];
  },
};
