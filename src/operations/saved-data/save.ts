import { randomUUID } from 'node:crypto';
import { recordLabels } from '../../docker/saved-data-label';
import { createVolume } from '../../docker/volumes';
import { Failure, reasonOf } from '../../model/failure';
import { savedNameProblem } from '../../model/saved-data/name';
import { type SavedData, savedVolume } from '../../model/saved-data/saved-data';
import { text } from '../../model/text';
import type { Lab } from '../../topology/lab';
import { listSavedData } from '../../topology/saved-list';
import type { Work } from '../work';
import { deleteSavedData } from './delete';
import { keepFiles } from './keep-files';
import { type Holding, holdingOf } from './masters';

/**
 * Saves the data of a topology, as it is at one moment, in a volume of its engine. Masters fork and write; writes wait
 * for the forks alone. Whatever goes wrong, and when it is cancelled, nothing of it is left.
 * @throws Failure, Cancelled
 */
export async function saveTopologyData(
  lab: Lab,
  topologyId: string,
  name: string,
  work: Work,
): Promise<SavedData> {
  const engine = await lab.connect();
  const taken = (await listSavedData(engine, work.signal)).saved.map((one) => one.name);
  const problem = savedNameProblem(name, taken);
  if (problem) throw new Failure(text('The data was not saved'), { next: problem });
  const holding = await holdingOf(lab, topologyId);
  const id = randomUUID();
  try {
    const shards = await keepFiles(lab, engine, holding, { id, name: name.trim() }, work);
    const saved = describe(holding, { id, name: name.trim(), at: lab.now(), shards });
    await createVolume(
      engine,
      { name: `${savedVolume(saved)}-record`, labels: recordLabels(saved) },
      work.signal,
    );
    return saved;
  } catch (error) {
    work.step(text('Removing what was saved so far'));
    // What is left then is listed as unfinished, to be deleted.
    await deleteSavedData(engine, id).catch((again: unknown) =>
      lab.log.warn(`"${name}" is left unfinished: ${reasonOf(again)}`),
    );
    throw error;
  }
}

function describe(
  { topology, masters }: Holding,
  about: Pick<SavedData, 'id' | 'name' | 'at' | 'shards'>,
): SavedData {
  const answer = masters[0]?.answer;
  const server = answer?.kind === 'data' ? `${answer.server.product} ${answer.server.version}` : '';
  const { id, name, shape, spec } = topology;
  return { ...about, topology: { id, name }, shape, spec, server };
}
