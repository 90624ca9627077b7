import { placeOf } from '../handover';
import { candidates } from '../handover-candidates';
import type { NodeSnapshot, TopologySnapshot } from '../snapshot';
import { arrange, observedRole } from '../structure';
import { text } from '../text';
import { departure, forgettingSentinels } from './departure';
import type { Removal } from './removal';
import { succession } from './succession';

/** How a data node of a replication or Sentinel topology can go. */
export function groupRemoval(snapshot: TopologySnapshot, node: NodeSnapshot): Removal {
  const masters = snapshot.nodes.filter((n) => observedRole(n) === 'master');
  if (masters.length !== 1)
    return { kind: 'cannot', why: text('{0} nodes answer as master, not one', masters.length) };
  const leaving = departure(snapshot, [node], {
    steps: forgettingSentinels(snapshot, [node]),
    remarks: left(snapshot, node) > 0 ? [] : [text('No replica is left: the data is on one node only')],
  });
  if (masters[0] !== node) return { kind: 'ways', plans: [leaving] };
  const [shard] = arrange(snapshot).shards;
  const successor = shard && candidates(shard, snapshot).find((c) => !c.unfit);
  if (!successor)
    return {
      kind: 'cannot',
      why: text('{0} is the master, and no replica can take over from it', node.name),
    };
  return { kind: 'ways', plans: [succession(leaving, node, placeOf(successor.node))] };
}

/** How many replicas that answer there are without a node. */
function left({ nodes }: TopologySnapshot, node: NodeSnapshot): number {
  const data = nodes.filter((n) => n.intended !== 'sentinel' && n !== node && observedRole(n) !== undefined);
  return data.length - 1;
}
