import { Failure } from '../../model/failure';
import { formatCount } from '../../model/format';
import { parseInfo } from '../../model/parse/info';
import { text } from '../../model/text';
import type { Work } from '../work';
import { carryFunctions } from './carry-functions';
import { carryKeys } from './carry-keys';
import { contentsOf, type Destination, type Door } from './destination';
import { emptyMasters } from './empty';
import type { LoadedServer } from './loaded-server';

/** Each step stands in the log too. ms */
const STEP_EVERY_MS = 1000;
/** How long replicas may need for what was written last, ms. */
const REPLICAS_MS = 30_000;

/**
 * Puts what loaded servers have in the place of all that the destination has, and proves that it is there. Half-way
 * through the destination holds a part of it: who calls puts back what was there before.
 * @returns how many keys were put
 * @throws Failure, Cancelled
 */
export async function putBack(from: readonly LoadedServer[], to: Destination, work: Work): Promise<number> {
  const total = from.reduce((sum, { keys }) => sum + [...keys.values()].reduce((a, b) => a + b, 0), 0);
  work.step(text('Emptying {0} masters', to.doors.length));
  await emptyMasters(to.doors);
  await carryFunctions(
    from.map(({ connection }) => connection),
    to.doors,
  );
  let count = 0;
  let toldAt = 0;
  const carried = (keys: number) => {
    count += keys;
    if (performance.now() - toldAt < STEP_EVERY_MS) return;
    toldAt = performance.now();
    work.step(text('Restoring keys: {0} of {1}', formatCount(count), formatCount(total)));
  };
  const all = await Promise.allSettled(
    from.map(async ({ connection, keys }) => {
      for (const db of keys.keys()) await carryKeys(connection, db, to, carried, work.signal);
    }),
  );
  for (const one of all) if (one.status === 'rejected') throw one.reason;
  work.step(text('Checking that every key is there'));
  await prove(from, to);
  await Promise.all(to.doors.map(replicasHaveIt));
  return count;
}

/** Waits until a master's replicas have what was written, or the time is up: one that lags is shown as lagging. */
async function replicasHaveIt({ connection }: Door): Promise<void> {
  const info = parseInfo(String(await connection.run(['INFO', 'replication'])));
  const replicas = info.get('connected_slaves') ?? '0';
  await connection.run(['WAIT', replicas, String(REPLICAS_MS)], REPLICAS_MS + 5000);
}

/** Counts what never expires on both sides: servers drop keys when their memory is full, and clients may. */
async function prove(from: readonly LoadedServer[], to: Destination): Promise<void> {
  const source = from.map(({ connection }, i) => ({ name: String(i), connection }));
  const [wanted, there] = await Promise.all([contentsOf(source), contentsOf(to.doors)]);
  if (there.lasting >= wanted.lasting) return;
  const stats = await Promise.all(to.doors.map(({ connection }) => connection.run(['INFO', 'stats'])));
  const evicted = stats.some((info) => /^evicted_keys:[1-9]/m.test(String(info)));
  throw new Failure(text('{0} of {1} keys are missing', wanted.lasting - there.lasting, wanted.lasting), {
    why: evicted ? 'evicted_keys: the memory limit is too small for them' : 'a client removed them meanwhile',
    next: evicted ? text('Raise the memory limit.') : text('Stop what writes to it, and try again.'),
    remedies: ['retry'],
  });
}
