import type { SlotRange } from '../cluster-view';
import { formatSlots } from '../format';
import { rangesOf } from '../moves/move';
import type { TopologySnapshot } from '../snapshot';
import { type Text, text } from '../text';
import { type Clustered, clusteredIn, clusterMasters } from './clustered';
import type { KeyCounts } from './key-counts';
import { epochSteps } from './separate-epochs';
import { addSlots, dropSlots, stable, together } from './slot-commands';
import type { Condition, RepairStep } from './step';

/** Gossip tells all nodes of a new owner within a second or two; a busy machine needs longer. ms */
const AGREE_MS = 30_000;

/** What bringing keys home costs. */
export const homecoming = (steps: readonly RepairStep[]): Text[] =>
  steps.some((s) => s.kind === 'bringHome')
    ? [text('Until a key has been brought home, clients are told that it does not exist.')]
    : [];

/**
 * Makes one node the owner of each slot, for all nodes, with every key of the slot: whoever else claims it gives it up,
 * the owner claims it with a new epoch, keys that others hold are brought home, open slots are closed. In this order: a
 * master that claims a slot and hears of a claim with a later epoch throws its keys of that slot away (cluster_legacy.c,
 * clusterUpdateSlotsConfigWith), one that has given it up does not.
 * @param owners the cluster id of the owner-to-be of each slot
 */
export function settleSlots(
  snapshot: TopologySnapshot,
  owners: ReadonlyMap<number, string>,
  keys: KeyCounts,
): RepairStep[] {
  const masters = clusterMasters(snapshot);
  const byOwner = new Map<string, Set<number>>();
  for (const [slot, owner] of owners) byOwner.set(owner, (byOwner.get(owner) ?? new Set()).add(slot));
  const claims = [...byOwner].flatMap(([id, slots]) => {
    const owner = masters.find((m) => m.self.id === id);
    return owner ? [{ owner, slots }] : [];
  });
  const claimed = claims.flatMap(({ owner, slots }) => claim(snapshot, owner, slots));
  return [
    ...claims.flatMap(({ owner, slots }) => giveUps(masters, owner, slots)),
    // Of two that share the highest epoch neither takes a new one with its claim: nobody would know whom to believe.
    ...(claimed.length > 0 ? (epochSteps(snapshot) ?? []) : []),
    ...claimed,
    // A node that is giving a slot away takes no key of it.
    ...close(snapshot, owners, (n, slot) => owners.get(slot) === n.self.id),
    ...claims.flatMap(({ owner, slots }) => bringHome(masters, owner, slots, keys)),
    ...close(snapshot, owners, (n, slot) => owners.get(slot) !== n.self.id),
  ];
}

const within = (slots: ReadonlySet<number>, ranges: readonly SlotRange[]): SlotRange[] =>
  rangesOf([...slots].filter((s) => ranges.some(([first, last]) => s >= first && s <= last)));

function giveUps(masters: readonly Clustered[], owner: Clustered, slots: ReadonlySet<number>): RepairStep[] {
  return masters.flatMap((m): RepairStep[] => {
    const given = m.self.id === owner.self.id ? [] : within(slots, m.self.slots);
    if (given.length === 0) return [];
    return [
      {
        kind: 'tell',
        what: text('{0} gives up slots {1}', m.node.name, formatSlots(given)),
        node: m.place,
        commands: dropSlots(m, given),
      },
    ];
  });
}

/** The owner claims what it does not have yet; a new epoch makes the others believe it where they believe otherwise. */
function claim(snapshot: TopologySnapshot, owner: Clustered, slots: ReadonlySet<number>): RepairStep[] {
  const own = new Set([...within(slots, owner.self.slots)].flatMap(([a, b]) => numbers(a, b)));
  const missing = new Set([...slots].filter((s) => !own.has(s)));
  const elsewhere = owner.view.peers
    .filter((p) => p.id !== owner.self.id)
    .flatMap((p) => within(missing, p.slots));
  const doubted = clusteredIn(snapshot).some((n) => lacksOwner(n, owner.self.id, slots) !== undefined);
  if (missing.size === 0 && !doubted) return [];
  const open = owner.view.open.filter((o) => missing.has(o.slot)).map((o) => o.slot);
  return [
    {
      kind: 'tell',
      what:
        missing.size > 0
          ? text('{0} serves slots {1}', owner.node.name, formatSlots(rangesOf(missing)))
          : text('{0} tells all that slots {1} are its own', owner.node.name, formatSlots(rangesOf(slots))),
      node: owner.place,
      commands: together([
        ...dropSlots(owner, elsewhere),
        ...addSlots(owner, rangesOf(missing)),
        ...stable(open),
        ['CLUSTER', 'BUMPEPOCH'],
      ]),
      until: allNodesSee(owner, slots),
    },
  ];
}

const numbers = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, i) => first + i);

function allNodesSee(owner: Clustered, slots: ReadonlySet<number>): Condition {
  return {
    what: text('All nodes know that slots {0} belong to {1}', formatSlots(rangesOf(slots)), owner.node.name),
    withinMs: AGREE_MS,
    lacks: (now) => {
      for (const n of clusteredIn(now)) {
        const lacking = lacksOwner(n, owner.self.id, slots);
        if (lacking !== undefined) return `${n.node.name}: slot ${lacking} is not ${owner.node.name}'s`;
      }
      return undefined;
    },
  };
}

/** The first slot that a node does not give to the owner. */
function lacksOwner({ view }: Clustered, ownerId: string, slots: ReadonlySet<number>): number | undefined {
  const ranges = view.peers.find((p) => p.id === ownerId)?.slots ?? [];
  for (const s of slots) if (!ranges.some(([first, last]) => s >= first && s <= last)) return s;
  return undefined;
}

function bringHome(
  masters: readonly Clustered[],
  owner: Clustered,
  slots: ReadonlySet<number>,
  keys: KeyCounts,
): RepairStep[] {
  return masters.flatMap((m): RepairStep[] => {
    const held = keys.get(m.node.id);
    const strays = m.self.id === owner.self.id ? [] : [...slots].filter((s) => (held?.get(s) ?? 0) > 0);
    if (strays.length === 0) return [];
    const count = strays.reduce((sum, s) => sum + (held?.get(s) ?? 0), 0);
    return [
      {
        kind: 'bringHome',
        what: text('{0} hands {1} keys over to {2}', m.node.name, count, owner.node.name),
        node: m.place,
        owner: owner.place,
        slots: rangesOf(strays),
      },
    ];
  });
}

function close(
  snapshot: TopologySnapshot,
  owners: ReadonlyMap<number, string>,
  which: (n: Clustered, slot: number) => boolean,
): RepairStep[] {
  return clusterMasters(snapshot).flatMap((n): RepairStep[] => {
    const open = n.view.open.map((o) => o.slot).filter((s) => owners.has(s) && which(n, s));
    if (open.length === 0) return [];
    return [
      {
        kind: 'tell',
        what: text('{0} closes slots {1}', n.node.name, formatSlots(rangesOf(open))),
        node: n.place,
        commands: stable(new Set(open)),
        until: {
          what: text('Slots {0} are closed on {1}', formatSlots(rangesOf(open)), n.node.name),
          withinMs: AGREE_MS,
          lacks: (now) => {
            const still = clusteredIn(now).find((c) => c.node.id === n.node.id)?.view.open;
            return still?.some((o) => open.includes(o.slot)) ? `${n.node.name}: still open` : undefined;
          },
        },
      },
    ];
  });
}
