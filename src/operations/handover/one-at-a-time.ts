import { Failure } from '../../model/failure';
import { text } from '../../model/text';

const underWay = new Set<string>();

/**
 * Runs an act on a topology's masters unless one is under way: two at once could promote two replicas.
 * @throws Failure when one is under way
 */
export async function oneAtATime<T>(topologyId: string, name: string, act: () => Promise<T>): Promise<T> {
  if (underWay.has(topologyId)) throw new Failure(text('A failover of {0} is under way already', name));
  underWay.add(topologyId);
  try {
    return await act();
  } finally {
    underWay.delete(topologyId);
  }
}
