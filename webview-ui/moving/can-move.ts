import { capabilities } from '../../src/model/actions';
import type { TopologySnapshot } from '../../src/model/snapshot';

/** Whether forms that move slots make sense: why they cannot be moved just now, a form says itself. */
export function canMoveSlots({ shape, state, nodes }: TopologySnapshot): boolean {
  return (
    shape === 'cluster' && state === 'complete' && nodes.some((n) => capabilities(n).includes('reachable'))
  );
}
