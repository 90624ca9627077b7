import type { OpenSlot, SlotRange } from '../../src/model/cluster-view';
import { SLOT_COUNT, slotOwners } from '../../src/model/slot-owners';
import type { NodeSnapshot, TopologySnapshot } from '../../src/model/snapshot';
import type { Scene } from '../scene';

export type StretchState = 'served' | 'migrating' | 'importing' | 'unserved' | 'disputed';

/** A run of slots with one owner and one state. */
export interface Stretch {
  readonly range: SlotRange;
  readonly owner: NodeSnapshot | undefined;
  /** The owner's number among the masters, which decides its tint. */
  readonly tint: number;
  readonly state: StretchState;
  /** The name of the node that the slots go to, while they do. */
  readonly to: string | undefined;
}

/** Where an open slot goes, and whether its owner or only the one that gets it says so. */
interface Move {
  readonly state: 'migrating' | 'importing';
  readonly to: string;
}

let last: { readonly said: readonly unknown[]; readonly stretches: readonly Stretch[] } | undefined;

/** The 16,384 slots as stretches. Worked out again only when what a node says of slots has changed. */
export function stretches({ snapshot, arrangement }: Scene): readonly Stretch[] {
  // Views of the cluster are the same objects while they say the same (state.ts), so there is nothing to compare.
  const said = snapshot.nodes.flatMap(({ id, name, answer }) =>
    answer.kind === 'data' ? [id, name, answer.replication.role, answer.cluster] : [id],
  );
  const before = last?.said;
  if (last && before?.length === said.length && said.every((part, i) => part === before[i])) {
    return last.stretches;
  }
  const masters = arrangement.shards.flatMap((s) => (s.master ? [s.master] : []));
  last = { said, stretches: find(snapshot, masters) };
  return last.stretches;
}

function find(snapshot: TopologySnapshot, masters: readonly NodeSnapshot[]): Stretch[] {
  const { owner, disputed } = slotOwners(snapshot);
  const contested = new Uint8Array(SLOT_COUNT);
  for (const [from, to] of disputed) contested.fill(1, from, to + 1);
  const moves = openSlots(snapshot);
  const found: Stretch[] = [];
  let first = 0;
  for (let slot = 1; slot <= SLOT_COUNT; slot++) {
    const same =
      slot < SLOT_COUNT &&
      owner[slot] === owner[first] &&
      contested[slot] === contested[first] &&
      sameMove(moves.get(slot), moves.get(first));
    if (same) continue;
    const tint = masters.findIndex((m) => m.id === owner[first]);
    const move = moves.get(first);
    const state = owner[first] === undefined ? 'unserved' : contested[first] ? 'disputed' : 'served';
    found.push({
      range: [first, slot - 1],
      owner: masters[tint],
      tint,
      // That a slot moves is seen where nothing is wrong with it.
      state: state === 'served' ? (move?.state ?? state) : state,
      to: move?.to,
    });
    first = slot;
  }
  return found;
}

const sameMove = (a: Move | undefined, b: Move | undefined) => a?.state === b?.state && a?.to === b?.to;

/** Open slots by number. Both ends tell of one; the end that gives it away decides. */
function openSlots({ nodes }: TopologySnapshot): ReadonlyMap<number, Move> {
  const names = new Map<string, string>();
  const open: (OpenSlot & { readonly name: string })[] = [];
  for (const { name, answer } of nodes) {
    if (answer.kind !== 'data' || !answer.cluster) continue;
    names.set(answer.cluster.myId, name);
    open.push(...answer.cluster.open.map((slot) => ({ ...slot, name })));
  }
  const moves = new Map<number, Move>();
  for (const { slot, kind, peerId, name } of open) {
    if (kind === 'migrating') moves.set(slot, { state: kind, to: names.get(peerId) ?? peerId.slice(0, 8) });
    else if (!moves.has(slot)) moves.set(slot, { state: kind, to: name });
  }
  return moves;
}
