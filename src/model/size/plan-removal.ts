import { failingOver } from '../handover-plan';
import type { TopologySnapshot } from '../snapshot';
import { type Text, text } from '../text';
import { clusterRemoval } from './cluster-removal';
import { groupRemoval } from './group-removal';
import type { Removal } from './removal';
import { sentinelRemoval } from './sentinel-removal';

/** How a node can be taken out of a topology, or why it cannot. Pure: the same snapshot, the same ways. */
export function planRemoval(snapshot: TopologySnapshot, nodeId: string): Removal {
  const node = snapshot.nodes.find((n) => n.id === nodeId);
  const why = node ? obstacle(snapshot) : text('This node does not exist any more.');
  if (!node || why) return { kind: 'cannot', why: why ?? text('This node does not exist any more.') };
  if (snapshot.shape === 'cluster') return clusterRemoval(snapshot, node);
  return node.intended === 'sentinel' ? sentinelRemoval(snapshot, node) : groupRemoval(snapshot, node);
}

function obstacle(snapshot: TopologySnapshot): Text | undefined {
  const { name, origin, state, joining = [] } = snapshot;
  if (origin !== 'ours') return text('{0} was not made here, so its nodes are not removed here', name);
  if (state !== 'complete') return text('{0} is not complete', name);
  if (joining.length > 0)
    return text('{0} is still being added: finish or remove it first', joining.map((n) => n.name).join(', '));
  const busy = failingOver(snapshot);
  return busy === undefined ? undefined : text('{0} is failing over already', busy);
}
