import type { NodeSnapshot } from './snapshot';

/** What the container's state allows; the tree's context value and the page's buttons are made of these. */
export type Capability = 'startable' | 'stoppable' | 'pausable' | 'unpausable' | 'reachable' | 'logs';

/** What can be done to a node in the state its container is in. */
export function capabilities(node: NodeSnapshot): readonly Capability[] {
  switch (node.container.state) {
    case 'running':
      return ['stoppable', 'pausable', 'reachable', 'logs'];
    case 'paused':
      return ['unpausable', 'logs'];
    case 'restarting':
      return ['stoppable', 'logs'];
    case 'created':
    case 'exited':
      return ['startable', 'logs'];
    case 'dead':
    case 'removing':
    case 'absent':
      return [];
  }
}
