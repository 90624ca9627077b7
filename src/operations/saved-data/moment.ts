import { setTimeout as sleep } from 'node:timers/promises';
import { Failure, throwIfCancelled } from '../../model/failure';
import type { Log } from '../../model/log';
import { parseInfo, serverFacts } from '../../model/parse/info';
import { text } from '../../model/text';
import { type NodeConnection, ServerError } from '../../redis/connection';
import { type Hold, holdWrites } from '../handover/hold-writes';
import { NotYet, until } from '../until';

/** A master that is to write its data to a file. */
export interface Saver {
  readonly name: string;
  readonly connection: NodeConnection;
}

/** That a server began to write its data as it was at that moment. */
export interface Begun {
  readonly keys: number;
}

/** A server that saves or rewrites already must end first: it does one at a time. ms */
const IDLE_MS = 300_000;
const TRIES = 5;
/** A fork of some gigabytes takes a good part of a second. ms */
const BEGIN_MS = 1500;

/**
 * Has all masters write their data as it is at one moment: writes are held on every one of them, each forks its saving
 * child, and writes go on. They wait for the forks alone, not for the files.
 * @returns in the order of the masters
 * @throws Failure, Cancelled; writes are not held any more then
 */
export async function saveAtOneMoment(
  masters: readonly Saver[],
  log: Log,
  signal: AbortSignal,
): Promise<{ begun: Begun[]; heldMs: number }> {
  for (let attempt = 1; ; attempt++) {
    await Promise.all(masters.map((master) => idle(master, signal)));
    throwIfCancelled(signal);
    const since = performance.now();
    const outcome = await holdAll(masters, log, () => Promise.all(masters.map(begin)));
    const heldMs = performance.now() - since;
    const begun = outcome.filter((one): one is Begun => !(one instanceof ServerError));
    if (begun.length === masters.length) return { begun, heldMs };
    const refused = outcome.find((one) => one instanceof ServerError);
    log.info(`saving at one moment: ${refused?.message}`);
    if (attempt >= TRIES) {
      throw new Failure(text('A server did not begin to save'), {
        why: refused?.message ?? '',
        next: text('Nothing was saved.'),
        remedies: ['retry', 'showLog'],
      });
    }
    await sleep(100 * attempt);
  }
}

/** Holds writes on all of them while something is done; releases whatever became of it. */
async function holdAll<T>(masters: readonly Saver[], log: Log, act: () => Promise<T>): Promise<T> {
  const asked = await Promise.allSettled(masters.map((master) => holdWrites(master, 'pause', log)));
  const holds = asked.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  try {
    for (const one of asked) if (one.status === 'rejected') throw one.reason;
    const result = await act();
    refuseLate(holds);
    return result;
  } finally {
    await Promise.all(holds.map((hold) => hold.release()));
  }
}

/** A hold that ended by itself let writes through on one master that another has not seen. */
function refuseLate(holds: readonly Hold[]): void {
  if (performance.now() < Math.min(...holds.map(({ until: end }) => end))) return;
  throw new Failure(text('The servers took too long to begin saving, so that it was not one moment'), {
    next: text('Nothing was saved. Try again when the machine is less busy.'),
    remedies: ['retry'],
  });
}

async function begin({ connection }: Saver): Promise<Begun | ServerError> {
  const [answer, info] = await connection.batch([['BGSAVE'], ['INFO', 'keyspace']], BEGIN_MS);
  if (answer instanceof ServerError) return answer;
  if (info instanceof ServerError) throw info;
  return { keys: serverFacts(parseInfo(String(info))).keys };
}

/** Waits until a server neither saves nor rewrites. */
async function idle({ name, connection }: Saver, signal: AbortSignal): Promise<void> {
  await until(
    text('{0}: the end of a save that it is at', name),
    async () => {
      const info = parseInfo(String(await connection.run(['INFO', 'persistence'])));
      const busy = BUSY.find((field) => Number(info.get(field) ?? 0) > 0);
      return busy === undefined ? true : new NotYet(`${name}: ${busy}`);
    },
    { signal, timeoutMs: IDLE_MS, everyMs: 100 },
  );
}

const BUSY = [
  'rdb_bgsave_in_progress',
  'aof_rewrite_in_progress',
  'aof_rewrite_scheduled',
  'module_fork_in_progress',
];
