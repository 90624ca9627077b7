import type { ClusterView, SlotRange } from '../../cluster-view';
import { configSignature } from '../../parse/cluster-nodes';
import { rangesWhere, SLOT_COUNT } from '../../slot-owners';
import type { TopologySnapshot } from '../../snapshot';
import { oncePerSnapshot } from '../once';
import { isMaster, type Member, membersIn } from './members';

/** Who owns each slot, according to the owners themselves and to everybody. */
export interface SlotClaims {
  /** Members that answer and say of themselves that they are master and own it. */
  readonly claimants: readonly (readonly Member[])[];
  /** Cluster ids of the masters that any member lists as owner. */
  readonly listed: readonly ReadonlySet<string>[];
}

const signatures = new WeakMap<ClusterView, string>();

/** A view's signature, worked out once: a view is the same object while it says the same (polling.ts). */
export function signatureOf(view: ClusterView): string {
  const known = signatures.get(view);
  if (known !== undefined) return known;
  const signature = configSignature(view);
  signatures.set(view, signature);
  return signature;
}

/** Worked out once for each snapshot: several rules ask. */
export const slotClaims = oncePerSnapshot((snapshot: TopologySnapshot) => findClaims(membersIn(snapshot)));

function findClaims(members: readonly Member[]): SlotClaims {
  const claimants = new Array<readonly Member[]>(SLOT_COUNT).fill([]);
  const listed = new Array<ReadonlySet<string>>(SLOT_COUNT).fill(new Set());
  // Nearly all slots have one owner of whom all know: they share one array and one set for each owner.
  for (const member of members) {
    if (!isMaster(member.self)) continue;
    const alone = [member];
    eachSlot(member.self.slots, (s) => {
      const others = claimants[s] ?? [];
      claimants[s] = others.length === 0 ? alone : [...others, member];
    });
  }
  // As a rule all say the same: what a hundred agree on is read once.
  for (const { peers } of new Map(members.map((m) => [signatureOf(m.view), m.view])).values()) {
    for (const { id, slots } of peers) {
      const only = new Set([id]);
      eachSlot(slots, (s) => {
        const others = listed[s] ?? new Set();
        if (others.size === 0) listed[s] = only;
        else if (!others.has(id)) listed[s] = new Set([...others, id]);
      });
    }
  }
  return { claimants, listed };
}

function eachSlot(ranges: readonly SlotRange[], visit: (slot: number) => void): void {
  for (const [first, last] of ranges) for (let s = first; s <= last; s++) visit(s);
}

export const slotsWhere = (
  { claimants, listed }: SlotClaims,
  test: (claimants: readonly Member[], listed: ReadonlySet<string>) => boolean,
): SlotRange[] => rangesWhere((s) => test(claimants[s] ?? [], listed[s] ?? new Set()));

/** Slots that no master says are its own, nodes that are said to own them included (CLUSTER FLUSHSLOTS leaves that). */
export function unownedSlots(snapshot: TopologySnapshot): SlotRange[] {
  const members = membersIn(snapshot);
  if (members.length === 0) return [];
  const answering = new Set(members.map((m) => m.self.id));
  return slotsWhere(
    slotClaims(snapshot),
    (claimants, listed) => claimants.length === 0 && [...listed].every((id) => answering.has(id)),
  );
}

export const includesSlot = (ranges: readonly SlotRange[], slot: number): boolean =>
  ranges.some(([first, last]) => first <= slot && slot <= last);
