import type { SlotRange } from './cluster-view';
import type { TopologySnapshot } from './snapshot';
import { observedRole, ownSlots } from './structure';

export const SLOT_COUNT = 16384;

export interface SlotOwners {
  /** Node id of the answering master that says it owns the slot itself; undefined: nobody says so. */
  readonly owner: readonly (string | undefined)[];
  readonly unserved: readonly SlotRange[];
  readonly unservedCount: number;
  /** Slots that more than one answering master claims, or that an answering node gives to another owner. */
  readonly disputed: readonly SlotRange[];
}

interface Known {
  readonly said: readonly unknown[];
  readonly owners: SlotOwners;
}

/** By the view of the first node that has one. */
const known = new WeakMap<object, Known>();

/** Who serves each slot, from what the masters that answer say of themselves, and where other nodes disagree. */
export function slotOwners(snapshot: TopologySnapshot): SlotOwners {
  // A view is the same object while it says the same (polling.ts): as a rule, nothing is new in a second.
  const said = snapshot.nodes.flatMap((n) =>
    n.answer.kind === 'data' ? [n.id, observedRole(n), n.answer.cluster] : [n.id],
  );
  const key = said.find((part) => typeof part === 'object');
  if (typeof key !== 'object') return find(snapshot);
  const before = known.get(key);
  const same = before?.said.length === said.length && said.every((part, i) => part === before.said[i]);
  if (before && same) return before.owners;
  const owners = find(snapshot);
  known.set(key, { said, owners });
  return owners;
}

function find(snapshot: TopologySnapshot): SlotOwners {
  const owner = new Array<string | undefined>(SLOT_COUNT).fill(undefined);
  const disputed = new Uint8Array(SLOT_COUNT);
  for (const n of snapshot.nodes) {
    if (observedRole(n) !== 'master') continue;
    for (const [first, last] of ownSlots(n)) {
      for (let s = first; s <= last; s++) {
        if (owner[s] !== undefined) disputed[s] = 1;
        owner[s] = n.id;
      }
    }
  }
  markDisagreements(snapshot, owner, disputed);
  const unserved = rangesWhere((s) => owner[s] === undefined);
  return {
    owner,
    unserved,
    unservedCount: unserved.reduce((sum, [first, last]) => sum + last - first + 1, 0),
    disputed: rangesWhere((s) => disputed[s] === 1),
  };
}

function markDisagreements(
  snapshot: TopologySnapshot,
  owner: readonly (string | undefined)[],
  disputed: Uint8Array,
) {
  const claims = claimsByClusterId(snapshot);
  for (const n of snapshot.nodes) {
    if (n.answer.kind !== 'data' || !n.answer.cluster) continue;
    for (const peer of n.answer.cluster.peers) {
      const claim = peer.slots.length > 0 ? claims.get(peer.id) : undefined;
      // Told what that master tells itself, which is what `owner` was made of: nothing to find slot by slot.
      if (!claim || sameRanges(claim.own, peer.slots)) continue;
      for (const [first, last] of peer.slots) {
        for (let s = first; s <= last; s++) {
          if (owner[s] !== undefined && owner[s] !== claim.id) disputed[s] = 1;
        }
      }
    }
  }
}

/** Every answering node by its cluster id, with the slots that it says it owns and that `owner` counts. */
function claimsByClusterId(snapshot: TopologySnapshot) {
  const claims = new Map<string, { readonly id: string; readonly own: readonly SlotRange[] }>();
  for (const n of snapshot.nodes) {
    if (n.answer.kind !== 'data' || !n.answer.cluster) continue;
    const own = observedRole(n) === 'master' ? ownSlots(n) : [];
    claims.set(n.answer.cluster.myId, { id: n.id, own });
  }
  return claims;
}

function sameRanges(a: readonly SlotRange[], b: readonly SlotRange[]): boolean {
  return a === b || (a.length === b.length && a.every((r, i) => r[0] === b[i]?.[0] && r[1] === b[i]?.[1]));
}

/** The ranges of slots for which a test holds. */
export function rangesWhere(test: (slot: number) => boolean): SlotRange[] {
  const ranges: SlotRange[] = [];
  let first = -1;
  for (let s = 0; s <= SLOT_COUNT; s++) {
    const hit = s < SLOT_COUNT && test(s);
    if (hit && first < 0) first = s;
    if (!hit && first >= 0) {
      ranges.push([first, s - 1]);
      first = -1;
    }
  }
  return ranges;
}
