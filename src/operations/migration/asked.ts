import { Failure } from '../../model/failure';
import type { TopologySnapshot } from '../../model/snapshot';
import { text } from '../../model/text';
import type { Lab } from '../../topology/lab';

/** A topology as its nodes say it is now. @throws Failure when it is gone */
export async function askedNow(lab: Lab, topologyId: string): Promise<TopologySnapshot> {
  await lab.connect();
  const topology = await lab.askAll(topologyId);
  if (!topology) throw new Failure(text('This topology is no longer there.'));
  return topology;
}
