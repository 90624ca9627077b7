import { Failure } from '../model/failure';
import { text } from '../model/text';
import type { Lab } from '../topology/lab';
import { erase } from './erase';
import type { Work } from './work';

/**
 * Removes a topology with everything that belongs to it: containers, volumes with their data, network. Once begun it
 * is carried through; if it fails, the same again goes on where it stopped.
 * @throws Failure
 */
export async function removeTopology(lab: Lab, topologyId: string, work: Work): Promise<void> {
  const engine = await lab.connect();
  const topology = lab.store.get(topologyId);
  if (topology?.origin === 'found') {
    throw new Failure(text('{0} was not made here, so it is not removed here', topology.name), {
      next: text('Remove its containers with what made them, or ignore them.'),
    });
  }
  await erase(engine, topologyId, (name) => work.step(text('Removing {0}', name)));
  await lab.relist();
}
