import { Failure } from '../../model/failure';
import { type SavedData, totalKeys } from '../../model/saved-data/saved-data';
import { text } from '../../model/text';
import { ServerError } from '../../redis/connection';
import type { Lab } from '../../topology/lab';
import type { Work } from '../work';
import { type Destination, openDestination } from './destination';
import type { LoadedServer } from './loaded-server';
import { holdingOf } from './masters';
import { putBack } from './put-back';
import { withWayBack } from './way-back';
import { withLoaded } from './with-loaded';

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

const countOf = (from: readonly LoadedServer[]) =>
  from.reduce((sum, { keys }) => sum + [...keys.values()].reduce((a, b) => a + b, 0), 0);
