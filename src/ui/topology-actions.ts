import { capabilities } from '../model/actions';
import { openSlots } from '../model/moves/open-slots';
import type { TopologySnapshot } from '../model/snapshot';
import { speaksTls } from '../model/speaks-tls';
import { type GrowthCapability, growthCapabilities } from './size-actions';

/** What a topology's state allows; words of its row's context value. */
export type TopologyCapability =
  | 'showable'
  | 'verifiable'
  /** Its master may be handed over. */
  | 'switchable'
  /** Its slots may be moved. */
  | 'movable'
  /** Slots are open: a migration runs, or was left. */
  | 'unfinished'
  /** Its nodes can announce themselves to clients elsewhere. */
  | 'announceable'
  /** It was made with a password. */
  | 'secret'
  /** It has TLS, and an authority that its clients trust. */
  | 'certified'
  | 'startableAll'
  | 'stoppableAll'
  | GrowthCapability
  | 'finishable'
  | 'removable';

/** What can be done to a topology now. While it is being made, only its creation's own cancel button ends it. */
export function topologyCapabilities(topology: TopologySnapshot): readonly TopologyCapability[] {
  if (topology.state === 'making') return ['showable'];
  const able = new Set(topology.nodes.flatMap(capabilities));
  const found: TopologyCapability[] = ['showable'];
  // What others made is theirs to remove.
  if (topology.origin === 'ours') found.push('removable');
  if (topology.state === 'incomplete') found.push('finishable');
  if (topology.state === 'complete' && able.has('reachable')) found.push('verifiable', 'switchable');
  if (topology.state === 'complete' && topology.shape === 'cluster' && able.has('reachable'))
    found.push('announceable');
  if (topology.spec && topology.spec.auth !== 'none') found.push('secret');
  if (speaksTls(topology) && topology.nodes.length > 0) found.push('certified');
  if (topology.state === 'complete' && topology.shape === 'cluster' && able.has('reachable'))
    found.push('movable');
  if (openSlots(topology).length > 0) found.push('unfinished');
  if (able.has('reachable')) found.push(...growthCapabilities(topology));
  if (able.has('startable')) found.push('startableAll');
  if (able.has('stoppable')) found.push('stoppableAll');
  return found;
}
