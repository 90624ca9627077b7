import type { TopologySnapshot } from '../snapshot';
import { type Text, text } from '../text';
import type { UnfinishedSlot } from './unfinished';

/**
 * What closes an open slot.
 * `forward`: its keys go on to the target, which then owns it. `settle`: its owner is certain; the ends forget that it
 * is open. `stuck`: nothing can be done before somebody else acts.
 */
export type Closing =
  | { readonly kind: 'forward'; readonly slot: number; readonly from: string; readonly to: string }
  | { readonly kind: 'settle'; readonly slot: number; readonly owner: string; readonly ends: readonly End[] }
  | { readonly kind: 'stuck'; readonly slot: number; readonly why: Text };

export interface End {
  /** Snapshot id. */
  readonly node: string;
  readonly kind: 'migrating' | 'importing';
}

/**
 * How to finish what was begun with a slot.
 *
 * The owner goes by what masters claim, not by who migrates: a master that was promoted meanwhile owns the slot and may
 * know nothing of its being open (servers without replicated SETSLOT), while the importer still holds keys of it.
 */
export function planClosing(snapshot: TopologySnapshot, open: UnfinishedSlot): Closing {
  const { slot, owner, migrating, importing, echoes } = open;
  if (owner === undefined) return stuck(slot, text('no master that answers owns slot {0}', slot));
  const ends: End[] = [
    ...migrating.map(({ node }) => ({ node, kind: 'migrating' as const })),
    ...importing.map(({ node }) => ({ node, kind: 'importing' as const })),
    // What closes a slot on a master, closes it on its replicas.
    ...echoes.map((node) => ({ node, kind: 'importing' as const })),
  ];
  const wanted = migrating.find((e) => e.node === owner);
  const receivers = importing.filter((e) => e.node !== owner).map((e) => e.node);
  const to = receivers.length > 0 ? receiver(receivers, wanted?.peer) : wanted?.peer;
  if (to !== undefined && to !== owner) {
    const others = receivers.filter((id) => id !== to);
    return others.length === 0
      ? { kind: 'forward', slot, from: owner, to }
      : stuck(
          slot,
          text('{0} and {1} both import slot {2}', nameOf(snapshot, to), names(snapshot, others), slot),
        );
  }
  if (wanted && to === undefined && isThere(snapshot, wanted.peerId))
    return stuck(slot, text('the node that was receiving slot {0} does not answer', slot));
  return { kind: 'settle', slot, owner, ends };
}

const stuck = (slot: number, why: Text): Closing => ({ kind: 'stuck', slot, why });

const receiver = (receivers: readonly string[], wanted: string | undefined) =>
  receivers.find((id) => id === wanted) ?? receivers[0];

/** Whether a cluster id belongs to a node of ours that still has a container; one that was removed holds nothing. */
function isThere(snapshot: TopologySnapshot, clusterId: string): boolean {
  const place = snapshot.nodes
    .flatMap(({ answer }) => (answer.kind === 'data' ? (answer.cluster?.peers ?? []) : []))
    .find((p) => p.id === clusterId);
  return snapshot.nodes.some((n) => n.port === place?.port && n.container.ip === place.ip);
}

const nameOf = (snapshot: TopologySnapshot, id: string) =>
  snapshot.nodes.find((n) => n.id === id)?.name ?? id;
const names = (snapshot: TopologySnapshot, ids: readonly string[]) =>
  ids.map((id) => nameOf(snapshot, id)).join(', ');
