import { randomInt } from 'node:crypto';
import { Failure } from '../../model/failure';
import { randomPassword } from '../../model/random-password';
import type { SavedData } from '../../model/saved-data/saved-data';
import { text } from '../../model/text';
import type { Lab } from '../../topology/lab';
import { choosePorts } from '../../topology/ports';
import { createTopology } from '../create';
import { erase } from '../erase';
import type { Work } from '../work';
import { type Restored, restoreData } from './restore';

/**
 * Makes a topology like the one that data was saved from, under a name and on ports that are free, with passwords of its
 * own, and puts the data into it. Whatever goes wrong, and when it is cancelled, it is removed again.
 * @throws Failure, Cancelled
 */
export async function restoreAnew(
  lab: Lab,
  saved: SavedData,
  name: string,
  work: Work,
): Promise<{ id: string; restored: Restored }> {
  if (!saved.spec) {
    throw new Failure(text('{0} was not made here, so that none like it can be made', saved.topology.name), {
      next: text('Create a topology, and restore the data into it.'),
    });
  }
  const engine = await lab.connect();
  const spec = await choosePorts(engine, { ...saved.spec, name });
  const secrets = spec.auth === 'password' ? { password: randomPassword((n) => randomInt(n)) } : {};
  const { id } = await createTopology(lab, spec, secrets, work);
  try {
    return { id, restored: await restoreData(lab, saved, id, work) };
  } catch (error) {
    work.step(text('Removing what was made'));
    await erase(engine, id);
    await lab.relist();
    throw error;
  }
}
