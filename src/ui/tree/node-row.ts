import { capabilities } from '../../model/actions';
import { describeBeneathMaster, describeNode } from '../../model/describe';
import { nodeHealth } from '../../model/node-health';
import type { NodeSnapshot, TopologySnapshot } from '../../model/snapshot';
import { show } from '../localise';
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
  const switchable = kind !== 'sentinel' && topology.state === 'complete';
  const { level } = nodeHealth(node, topology);
  return {
    id: node.id,
    look: {
      label: node.name,
      // A replica's row stands beneath its master's.
      description: kind === 'replica' ? show(describeBeneathMaster(node, topology)) : whole,
      level,
      tooltip: nodeTooltip(node, topology),
      context: ['node', kind, ...capabilities(node), ...(switchable ? ['switchable'] : [])].join(' '),
      spoken: [node.name, healthWord(level), whole].join(', '),
      open: true,
    },
    children,
  };
}
