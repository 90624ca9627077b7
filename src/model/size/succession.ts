import type { Place } from '../handover';
import type { NodeSnapshot } from '../snapshot';
import { text } from '../text';
import type { RemovalPlan } from './removal';

/** A departure before which the node's place as master is taken by a replica. */
export function succession(leaving: RemovalPlan, node: NodeSnapshot, successor: Place): RemovalPlan {
  const handing = {
    what: text('{0} is handed over to {1}, without losing a write', node.name, successor.name),
    node: successor.name,
    commands: [],
  };
  return { ...leaving, way: 'handOver', successor, steps: [handing, ...leaving.steps] };
}
