import { hasFixedAddress } from '../findings/networks';
import type { Repair } from '../findings/remedy';
import type { TopologySnapshot } from '../snapshot';
import { text } from '../text';
import { planMeetAgain } from './meet-again';
import { cannot, type Planned, plan } from './plan';
import { recreation, recreationCosts, recreationObstacle } from './recreate';

/**
 * Containers keep the addresses that they have now. In a cluster whose nodes look for each other elsewhere that is one
 * of two ways: introducing them is enough until addresses change again. Containers come first: who breaks off has the
 * finding still, and goes on where it ended.
 */
export function planFixAddress(
  repair: Extract<Repair, { kind: 'fixAddress' }>,
  snapshot: TopologySnapshot,
): Planned {
  const named = snapshot.nodes.filter((n) => repair.nodes.includes(n.id));
  const loose = named.filter((n) => !hasFixedAddress(n));
  const meet = planMeetAgain({ kind: 'meetAgain', nodes: repair.nodes }, snapshot);
  const steps = meet.kind === 'repair' ? meet.steps : [];
  const obstacle = recreationObstacle(named, snapshot);
  if (obstacle) return cannot(obstacle);
  if (loose.length === 0)
    return steps.length > 0 ? plan(repair, steps) : cannot(text('Their addresses are fixed already.'));
  const recreated = loose.map((n) => recreation(n, { kind: 'fixedAddress' }));
  const forGood = plan(repair, [...recreated, ...steps], recreationCosts(loose));
  if (steps.length === 0) return forGood;
  return {
    kind: 'choose',
    question: text('Addresses may change again with the next start. What shall be done?'),
    ways: [
      { label: text('Introduce the nodes to each other, as they are now'), plan: plan(repair, steps) },
      { label: text('Give each container its present address for good, and introduce them'), plan: forGood },
    ],
  };
}
