import { formatSlots } from '../format';
import { slotOwners } from '../slot-owners';
import type { NodeSnapshot, TopologySnapshot } from '../snapshot';
import { observedRole } from '../structure';
import { type Text, text } from '../text';
import { rangesOf } from './move';
import { openSlots } from './open-slots';

/** Why no slot of a topology can be moved safely now; undefined when slots can. */
export function movingObstacle(snapshot: TopologySnapshot): Text | undefined {
  if (snapshot.shape !== 'cluster') return text('Only a cluster has slots.');
  if (snapshot.state !== 'complete') return text('The cluster is not complete.');
  const owners = slotOwners(snapshot);
  if (owners.unservedCount > 0) {
    const silent = snapshot.nodes.find((n) => n.answer.kind !== 'data' && ownsByHearsay(n, snapshot));
    return silent
      ? text('{0} does not answer, and others say that it has slots.', silent.name)
      : text('Slots {0} are not served by any master.', formatSlots(owners.unserved));
  }
  if (owners.disputed.length > 0)
    return text('Nodes do not agree who owns slots {0}', formatSlots(owners.disputed));
  const open = openSlots(snapshot);
  if (open.length > 0)
    return text('Slots {0} are open: finish or undo what is under way first.', formatSlots(rangesOf(open)));
  const down = snapshot.nodes.find(
    (n) => observedRole(n) === 'master' && n.answer.kind === 'data' && n.answer.cluster?.state === 'fail',
  );
  return down && text('{0} says the cluster is down', down.name);
}

/** Whether answering nodes list slots at the address of one that does not answer. */
function ownsByHearsay(node: NodeSnapshot, { nodes }: TopologySnapshot): boolean {
  return nodes.some(
    ({ answer }) =>
      answer.kind === 'data' &&
      answer.cluster?.peers.some(
        (p) => p.slots.length > 0 && p.port === node.port && p.ip === node.container.ip,
      ),
  );
}
