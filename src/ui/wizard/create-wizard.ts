import { Cancelled } from '../../model/failure';
import { type Log, silentLog } from '../../model/log';
import type { Spec } from '../../model/spec';
import type { Lab } from '../../topology/lab';
import { t } from '../localise';
import { firstDraft } from './draft';
import { askInTurn } from './steps';
import { surroundingsOf } from './surroundings';
import { wizardSteps } from './wizard-steps';

/**
 * Asks what topology to make: shape, name, size, image, then create or more options. Enter all the way makes a good
 * one. Nothing is made here.
 * @returns undefined when the user gave up
 * @throws Failure when the engine cannot be asked
 */
export async function askForTopology(
  lab: Lab,
  log: Log = silentLog,
): Promise<{ spec: Spec; password?: string } | undefined> {
  const around = await surroundingsOf(lab);
  const taken = await around.takenNames();
  const sequence = { title: t('Create Topology') };
  try {
    const { spec, password } = await askInTurn(sequence, wizardSteps(around, taken), firstDraft(taken));
    log.info(`wizard: ${spec.shape} ${spec.name} of ${spec.image}, first port ${spec.firstPort}`);
    return { spec, ...(password !== undefined && { password }) };
  } catch (error) {
    if (error instanceof Cancelled) return undefined;
    throw error;
  }
}
