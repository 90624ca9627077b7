import { SLOT_COUNT, slotOwners } from '../../src/model/slot-owners';
import type { NodeSnapshot, SlotRange } from '../../src/model/snapshot';
import type { Scene } from '../scene';

/** A run of slots with one owner and one state. */
export interface Stretch {
  readonly range: SlotRange;
  readonly owner: NodeSnapshot | undefined;
  /** The owner's number among the masters, which decides its tint. */
  readonly tint: number;
  readonly state: 'served' | 'unserved' | 'disputed';
}

let last: { key: string; stretches: readonly Stretch[] } | undefined;

/** The 16,384 slots as stretches. Worked out again only when what a node says of slots has changed. */
export function stretches({ snapshot, arrangement }: Scene): readonly Stretch[] {
  const masters = arrangement.shards.flatMap((s) => (s.master ? [s.master] : []));
  const key = snapshot.nodes
    .map(({ id, answer }) => {
      if (answer.kind !== 'data' || !answer.cluster) return id;
      const claims = answer.cluster.peers.filter((p) => p.slots.length > 0);
      return `${id} ${answer.replication.role} ${claims.map((p) => `${p.id}:${p.slots.join(';')}`).join(' ')}`;
    })
    .join('\n');
  if (last?.key === key) return last.stretches;
  const { owner, disputed } = slotOwners(snapshot);
  const inDispute = (slot: number) => disputed.some(([a, b]) => a <= slot && slot <= b);
  const found: Stretch[] = [];
  let first = 0;
  for (let slot = 1; slot <= SLOT_COUNT; slot++) {
    const same =
      slot < SLOT_COUNT &&
      owner[slot] === owner[first] &&
      (disputed.length === 0 || inDispute(slot) === inDispute(first));
    if (same) continue;
    const tint = masters.findIndex((m) => m.id === owner[first]);
    found.push({
      range: [first, slot - 1],
      owner: masters[tint],
      tint,
      state: owner[first] === undefined ? 'unserved' : inDispute(first) ? 'disputed' : 'served',
    });
    first = slot;
  }
  last = { key, stretches: found };
  return found;
}
