import type { Engine } from '../../docker/engine';
import { Failure, reasonOf, throwIfCancelled } from '../../model/failure';
import { nameBeforeRestore } from '../../model/saved-data/name';
import { type SavedData, savedVolume, totalKeys } from '../../model/saved-data/saved-data';
import { text } from '../../model/text';
import { ServerError } from '../../redis/connection';
import type { Lab } from '../../topology/lab';
import type { Work } from '../work';
import { deleteSavedData } from './delete';
import { contentsOf, type Destination, openDestination } from './destination';
import { type LoadedServer, loadShard } from './loaded-server';
import { type Holding, holdingOf } from './masters';
import { putBack } from './put-back';
import { saveTopologyData } from './save';

export interface Restored {
  readonly keys: number;
  /** Keys that were saved with a time to live that is over: no server has them any more. */
  readonly expired: number;
}

/**
 * Puts saved data in the place of a topology's own. What it has is saved first and put back when anything goes wrong or
 * it is cancelled; should even this window die, it is there as saved data. Keys go where they belong by their slots, so
 * the topology need not have the shape that the data was saved from.
 * @throws Failure, Cancelled; the topology has what it had then, or the failure says under which name it is kept
 */
export async function restoreData(
  lab: Lab,
  saved: SavedData,
  topologyId: string,
  work: Work,
): Promise<Restored> {
  const engine = await lab.connect();
  const holding = await holdingOf(lab, topologyId);
  const to = openDestination(lab, holding);
  try {
    work.step(text('Loading {0}', saved.name));
    return await withLoaded(engine, holding, saved, work, async (from) => {
      await refuseDatabases(from, to);
      await withWayBack(lab, holding, to, work, () => putBack(from, to, work));
      return { keys: countOf(from), expired: Math.max(0, totalKeys(saved) - countOf(from)) };
    });
  } finally {
    to.close();
    await lab.askAll(topologyId);
  }
}

/** Runs a server for each file while something is done with them. */
async function withLoaded<T>(
  engine: Engine,
  { masters }: Holding,
  saved: SavedData,
  { signal }: Pick<Work, 'signal'>,
  act: (from: LoadedServer[]) => Promise<T>,
): Promise<T> {
  const image = masters[0]?.container.image ?? '';
  const loading = await Promise.allSettled(
    saved.shards.map((shard, i) => loadShard(engine, image, savedVolume(saved), shard, i, signal)),
  );
  const loaded = loading.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  try {
    for (const one of loading) if (one.status === 'rejected') throw one.reason;
    return await act(loaded);
  } finally {
    await Promise.all(loaded.map((server) => server.end()));
  }
}

/** Numbered databases are not to be had everywhere: clusters have the first alone, as a rule. */
async function refuseDatabases(from: readonly LoadedServer[], { doors }: Destination): Promise<void> {
  const used = [...new Set(from.flatMap(({ keys }) => [...keys.keys()]))].filter((db) => db > 0);
  for (const { name, connection } of doors) {
    const replies = await connection.batch([...used, 0].map((db) => ['SELECT', String(db)]));
    const refused = used.find((_, i) => replies[i] instanceof ServerError);
    if (refused === undefined) continue;
    throw new Failure(text('{0} has no database {1}, and the saved data has keys in it', name, refused), {
      why: String(replies[used.indexOf(refused)]),
      next: text('Nothing was changed.'),
    });
  }
}

/** Does something that can be undone by what the topology has now. */
async function withWayBack(
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
    throwIfCancelled(work.signal);
    await act();
  } catch (error) {
    await undo(engine, { topology, masters }, to, before, work, error);
    if (before) await deleteSavedData(engine, before.id);
    throw error;
  }
  if (before) {
    await deleteSavedData(engine, before.id).catch((error: unknown) =>
      lab.log.warn(`"${before.name}" was not deleted: ${reasonOf(error)}`),
    );
  }
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

const countOf = (from: readonly LoadedServer[]) =>
  from.reduce((sum, { keys }) => sum + [...keys.values()].reduce((a, b) => a + b, 0), 0);
