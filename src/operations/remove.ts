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
  await erase(engine, topologyId, (name) => work.step(text('Removing {0}', name)));
  await lab.relist();
}
