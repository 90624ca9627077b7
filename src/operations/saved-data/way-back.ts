import type { Engine } from '../../docker/engine';
import { Failure, reasonOf } from '../../model/failure';
import { nameBeforeRestore } from '../../model/saved-data/name';
import type { SavedData } from '../../model/saved-data/saved-data';
import { text } from '../../model/text';
import type { Lab } from '../../topology/lab';
import type { Work } from '../work';
import { deleteSavedData } from './delete';
import { contentsOf, type Destination } from './destination';
import type { Holding } from './masters';
import { putBack } from './put-back';
import { saveTopologyData } from './save';
import { withLoaded } from './with-loaded';

/**
 * Replaces the data of a topology by `act`, which may break off half-way: what it has now is saved before and put back.
 * @throws what `act` throws once that is done; Failure when it could not be, with where the data is kept
 */
export async function withWayBack(
  lab: Lab,
  { topology, masters }: Holding,
  to: Destination,
  work: Work,
  act: () => Promise<unknown>,
): Promise<void> {
  const { keys, functions } = await contentsOf(to.doors);
  const before =
    keys === 0 && !functions
      ? undefined
      : await saveTopologyData(lab, topology.id, nameBeforeRestore(topology.name, lab.now()), work);
  const engine = await lab.connect();
  try {
    await act();
  } catch (error) {
    await undo(engine, { topology, masters }, to, before, work, error);
    await forget(lab, engine, before);
    throw error;
  }
  await forget(lab, engine, before);
}

/** Deletes what is not needed any more; what that fails for stays in the list of saved data. */
async function forget(lab: Lab, engine: Engine, before: SavedData | undefined): Promise<void> {
  if (!before) return;
  await deleteSavedData(engine, before.id).catch((error: unknown) =>
    lab.log.warn(`"${before.name}" was not deleted: ${reasonOf(error)}`),
  );
}

/** @throws Failure when even that does not work, with both causes and where the data is */
async function undo(
  engine: Engine,
  holding: Holding,
  to: Destination,
  before: SavedData | undefined,
  work: Work,
  first: unknown,
): Promise<void> {
  work.step(text('Putting back what was there'));
  const undoing: Work = { signal: NEVER, step: () => {} };
  try {
    if (before) await withLoaded(engine, holding, before, undoing, (from) => putBack(from, to, undoing));
    else await putBack([], to, undoing);
  } catch (error) {
    throw new Failure(
      text(
        '{0} holds a part of the saved data, and what it held before could not be put back',
        holding.topology.name,
      ),
      {
        why: `${reasonOf(first)}; ${reasonOf(error)}`,
        ...(before
          ? { next: text('It is kept as "{0}": restore that when the cause is mended.', before.name) }
          : {}),
        remedies: ['showLog'],
        cause: error,
      },
    );
  }
}

/** Half of the data is no state to leave anything in: this is done whatever the user wants meanwhile. */
const NEVER: AbortSignal = new AbortController().signal;
