import { capabilities } from '../model/actions';
import type { TopologySnapshot } from '../model/snapshot';

/** What a topology's state allows; words of its row's context value. */
export type TopologyCapability =
  | 'showable'
  | 'verifiable'
  /** Its master may be handed over. */
  | 'switchable'
  | 'startableAll'
  | 'stoppableAll'
  | 'finishable'
  | 'removable';

/** What can be done to a topology now. While it is being made, only its creation's own cancel button ends it. */
export function topologyCapabilities(topology: TopologySnapshot): readonly TopologyCapability[] {
  if (topology.state === 'making') return ['showable'];
  const able = new Set(topology.nodes.flatMap(capabilities));
  const found: TopologyCapability[] = ['showable', 'removable'];
  if (topology.state === 'incomplete') found.push('finishable');
  if (topology.state === 'complete' && able.has('reachable')) found.push('verifiable', 'switchable');
  if (able.has('startable')) found.push('startableAll');
  if (able.has('stoppable')) found.push('stoppableAll');
  return found;
}
