import type { Repair } from '../findings/remedy';
import type { TopologySnapshot } from '../snapshot';
import { text } from '../text';
import { type Clustered, clusteredIn, clusterMasters } from './clustered';
import { cannot, type Planned, plan } from './plan';
import type { Condition, RepairStep } from './step';

const SEEN_MS = 20_000;

/** All but one of the masters that share an epoch take a new one, one after another. */
export function planSeparateEpochs(repair: Repair, snapshot: TopologySnapshot): Planned {
  const masters = clusterMasters(snapshot);
  const sharing = masters.filter((m) => earlier(m, masters) !== undefined);
  if (sharing.length === 0) return cannot(text('Every master has an epoch of its own.'));
  const highest = Math.max(...masters.map((m) => Math.max(m.view.currentEpoch, m.self.configEpoch)));
  const [first] = sharing;
  if (!first) return cannot(text('Every master has an epoch of its own.'));
  // A node that already has the highest epoch does not take another (cluster_legacy.c, CLUSTER BUMPEPOCH: STILL).
  const ahead =
    first.self.configEpoch === highest && highest > 0
      ? masters.find((m) => m.self.configEpoch !== highest)
      : undefined;
  if (first.self.configEpoch === highest && highest > 0 && !ahead)
    return cannot(
      text(
        'All masters share the highest epoch: they settle this themselves as soon as they reach each other',
      ),
    );
  return plan(repair, [...(ahead ? [bump(ahead)] : []), ...sharing.map(bump)]);
}

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

/** The next one must know it, or it would take the same. */
function epochSeen(m: Clustered): Condition {
  return {
    what: text('All masters know the new epoch of {0}', m.node.name),
    withinMs: SEEN_MS,
    lacks: (now) => {
      const own = clusteredIn(now).find((n) => n.self.id === m.self.id)?.self.configEpoch ?? 0;
      if (own <= m.self.configEpoch) return `${m.node.name}: still epoch ${own}`;
      const behind = clusterMasters(now).find((n) => n.view.currentEpoch < own);
      return behind && `${behind.node.name} knows epoch ${behind.view.currentEpoch}, not ${own}`;
    },
  };
}
