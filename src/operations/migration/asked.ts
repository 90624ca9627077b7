import { Failure } from '../../model/failure';
import type { TopologySnapshot } from '../../model/snapshot';
import { text } from '../../model/text';
import type { Lab } from '../../topology/lab';

/**
 * A topology as its nodes say it is now. Who is silent is asked once more: a connection may have ended a moment before.
 * @throws Failure when it is gone
 */
export async function askedNow(lab: Lab, topologyId: string): Promise<TopologySnapshot> {
  await lab.connect();
  const first = await lab.askAll(topologyId);
  const silent = first?.nodes.some((node) => node.answer.kind === 'unreachable');
  const topology = silent ? await lab.askAll(topologyId) : first;
  if (!topology) throw new Failure(text('This topology is no longer there.'));
  return topology;
}
