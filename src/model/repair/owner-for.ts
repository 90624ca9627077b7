import type { TopologySnapshot } from '../snapshot';
import { countSlots } from '../structure';
import { type Text, text } from '../text';
import { type Clustered, clusteredIn, clusterMasters, strangers } from './clustered';
import type { KeyCounts } from './key-counts';
import { shareOut } from './share-out';

/** The master that holds most keys of a slot; of equals the first. Undefined when none holds any. */
export function holderOf(slot: number, among: readonly Clustered[], keys: KeyCounts): Clustered | undefined {
  let best: { at: Clustered; count: number } | undefined;
  for (const at of among) {
    const count = keys.get(at.node.id)?.get(slot) ?? 0;
    if (count > 0 && count > (best?.count ?? 0)) best = { at, count };
  }
  return best?.at;
}

/** The masters that say themselves that they own a slot. */
export const claimants = (slot: number, masters: readonly Clustered[]): Clustered[] =>
  masters.filter((m) => m.self.slots.some(([first, last]) => slot >= first && slot <= last));

/**
 * Who shall own each slot: the master that claims it, of several the one with most of its keys; where none claims it
 * whoever holds most of its keys; slots without any key go to all masters evenly.
 * @returns cluster ids
 */
export function ownersFor(
  slots: readonly number[],
  masters: readonly Clustered[],
  keys: KeyCounts,
): Map<number, string> {
  const owners = new Map<number, string>();
  const claimed = new Set<number>();
  for (const slot of slots) {
    const among = claimants(slot, masters);
    const owner = holderOf(slot, among, keys) ?? among[0] ?? holderOf(slot, masters, keys);
    if (owner) owners.set(slot, owner.self.id);
    if (among.length > 0) claimed.add(slot);
  }
  const given = [...owners].filter(([slot]) => !claimed.has(slot)).map(([, id]) => id);
  const shares = masters.map((m) => ({
    id: m.self.id,
    has: countSlots(m.self.slots) + given.filter((id) => id === m.self.id).length,
  }));
  const empty = slots.filter((s) => !owners.has(s));
  for (const [slot, id] of shareOut(empty, shares)) owners.set(slot, id);
  return owners;
}

/**
 * Why nobody may be made owner of these slots now: a node that does not answer may own them and hold their keys, or
 * masters that do not know each other may be of two clusters.
 */
export function ownershipObstacle(snapshot: TopologySnapshot, slots: ReadonlySet<number>): Text | undefined {
  const masters = clusterMasters(snapshot);
  if (masters.length === 0) return text('No master answers');
  const pair = strangers(masters);
  if (pair)
    return text('{0} does not know {1}: introduce them first', pair.who.node.name, pair.whom.node.name);
  const answering = new Set(clusteredIn(snapshot).map((c) => c.self.id));
  for (const { node, view } of clusteredIn(snapshot)) {
    for (const peer of view.peers) {
      if (answering.has(peer.id) || peer.slots.length === 0) continue;
      if (peer.slots.some(([first, last]) => anyWithin(slots, first, last)))
        return text(
          '{0} says that some of these slots belong to {1}, which does not answer: it may hold their keys',
          node.name,
          `${peer.ip}:${peer.port}`,
        );
    }
  }
  return undefined;
}

function anyWithin(slots: ReadonlySet<number>, first: number, last: number): boolean {
  for (const s of slots) if (s >= first && s <= last) return true;
  return false;
}
