import type { SlotRange } from '../cluster-view';
import type { Repair } from '../findings/remedy';
import type { TopologySnapshot } from '../snapshot';
import { text } from '../text';
import { type Clustered, clusteredIn, clusterMasters } from './clustered';
import { cannot, type Planned, plan } from './plan';
import type { Condition, RepairStep } from './step';

const SEEN_MS = 20_000;

/**
 * All but one of the masters that share an epoch take a new one, one after another. Refused while two of them claim a
 * slot: all would believe the one with the later epoch, and the other would throw its keys away (cluster_legacy.c,
 * clusterUpdateSlotsConfigWith).
 */
export function planSeparateEpochs(repair: Repair, snapshot: TopologySnapshot): Planned {
  const masters = clusterMasters(snapshot);
  if (sharing(masters).length === 0) return cannot(text('Every master has an epoch of its own.'));
  const contested = rivals(masters);
  if (contested)
    return cannot(
      text('{0} and {1} own the same slots: a new epoch would decide between them', ...contested),
      text('Let the nodes agree on the owner of these slots first.'),
    );
  const steps = epochSteps(snapshot);
  return steps
    ? plan(repair, steps)
    : cannot(
        text(
          'All masters share the highest epoch: they settle this themselves as soon as they reach each other',
        ),
      );
}

/**
 * Gives each master an epoch of its own; nothing where each has one, undefined where all share the highest. Only to be
 * done when no slot has two claimants.
 */
export function epochSteps(snapshot: TopologySnapshot): RepairStep[] | undefined {
  const masters = clusterMasters(snapshot);
  const doubled = sharing(masters);
  const [first] = doubled;
  if (!first) return [];
  const highest = Math.max(...masters.map((m) => Math.max(m.view.currentEpoch, m.self.configEpoch)));
  if (first.self.configEpoch !== highest || highest === 0) return doubled.map(bump);
  // A node that already has the highest epoch does not take another (cluster_legacy.c, CLUSTER BUMPEPOCH: STILL).
  const ahead = masters.find((m) => m.self.configEpoch !== highest);
  return ahead && [ahead, ...doubled].map(bump);
}

/** Masters of whose epoch there is another before them. */
const sharing = (masters: readonly Clustered[]) => masters.filter((m) => earlier(m, masters) !== undefined);

/** The names of two masters that claim the same slot. */
function rivals(masters: readonly Clustered[]): [string, string] | undefined {
  for (const [i, a] of masters.entries())
    for (const b of masters.slice(i + 1))
      if (overlap(a.self.slots, b.self.slots)) return [a.node.name, b.node.name];
  return undefined;
}

const overlap = (some: readonly SlotRange[], others: readonly SlotRange[]): boolean =>
  some.some(([first, last]) => others.some(([from, to]) => first <= to && from <= last));

const earlier = (m: Clustered, masters: readonly Clustered[]) =>
  masters.slice(0, masters.indexOf(m)).find((o) => o.self.configEpoch === m.self.configEpoch);

function bump(m: Clustered): RepairStep {
  return {
    kind: 'tell',
    what: text('{0} takes a new epoch', m.node.name),
    node: m.place,
    commands: [['CLUSTER', 'BUMPEPOCH']],
    until: epochSeen(m),
  };
}

/**
 * The next one must know it, or it would take the same. Masters that hear of each other give themselves epochs of their
 * own: where they have done that meanwhile, nothing is lacking.
 */
function epochSeen(m: Clustered): Condition {
  return {
    what: text('All masters know the new epoch of {0}', m.node.name),
    withinMs: SEEN_MS,
    lacks: (now) => {
      const own = clusteredIn(now).find((n) => n.self.id === m.self.id)?.self.configEpoch ?? 0;
      if (own <= m.self.configEpoch)
        return sharing(clusterMasters(now)).length === 0 ? undefined : `${m.node.name}: still epoch ${own}`;
      const behind = clusterMasters(now).find((n) => n.view.currentEpoch < own);
      return behind && `${behind.node.name} knows epoch ${behind.view.currentEpoch}, not ${own}`;
    },
  };
}
