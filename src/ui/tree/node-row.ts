import { capabilities } from '../../model/actions';
import { describeBeneathMaster, describeNode } from '../../model/describe';
import { foundCapabilities } from '../../model/found-actions';
import { nodeHealth } from '../../model/node-health';
import type { NodeSnapshot, TopologySnapshot } from '../../model/snapshot';
import { ownSlots } from '../../model/structure';
import { show } from '../localise';
import { mayShrink } from '../size-actions';
import { healthWord } from './health-word';
import { nodeTooltip } from './node-tooltip';
import type { Row } from './row';

/** What rows of all nodes have in common; `kind` is the first word of the context value. */
export function nodeRow(
  kind: 'master' | 'replica' | 'sentinel',
  node: NodeSnapshot,
  topology: TopologySnapshot,
  children: readonly Row[] = [],
): Row {
  const whole = show(describeNode(node, topology));
  // A master may be handed over, and a replica be the one that takes over.
  const present = node.container.state !== 'absent';
  const switchable = kind !== 'sentinel' && topology.state === 'complete' && present;
  const drainable = kind === 'master' && topology.state === 'complete' && ownSlots(node).length > 0;
  const { level } = nodeHealth(node, topology);
  return {
    id: node.id,
    look: {
      label: node.name,
      // A replica's row stands beneath its master's.
      description: kind === 'replica' ? show(describeBeneathMaster(node, topology)) : whole,
      level,
      tooltip: nodeTooltip(node, topology),
      context: [
        // Nothing can be done to somebody of whom others only speak.
        ...(present ? ['node'] : []),
        kind,
        ...capabilities(node),
        ...foundCapabilities(node, topology),
        ...(switchable ? ['switchable'] : []),
        ...(drainable ? ['drainable'] : []),
        ...(kind === 'master' && mayShrink(topology) ? ['replicable'] : []),
        ...(mayShrink(topology) ? ['leavable'] : []),
      ].join(' '),
      spoken: [node.name, healthWord(level), whole].join(', '),
      open: true,
    },
    children,
  };
}
