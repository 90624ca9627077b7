import { setTimeout as sleep } from 'node:timers/promises';
import { Failure, throwIfCancelled } from '../../model/failure';
import { parseInfo } from '../../model/parse/info';
import { text } from '../../model/text';
import { caughtUp } from './catch-up';
import type { Actor } from './party';

/** How long a replica may take to come near its master while writers go on, ms. */
const NEAR_MS = 8000;

/**
 * Waits, with writers going on, until what the master has now reaches the replica within `withinMs`: only then is it
 * worth while to hold writes.
 * @throws Failure saying what the replica lacks; Cancelled
 */
export async function drawNear(
  master: Actor,
  replica: Actor,
  withinMs: number,
  signal: AbortSignal,
): Promise<void> {
  const end = performance.now() + NEAR_MS;
  for (;;) {
    throwIfCancelled(signal);
    const info = parseInfo(String(await master.connection.run(['INFO', 'replication'])));
    const goal = {
      offset: Number(info.get('master_repl_offset')),
      replicationId: info.get('master_replid') ?? '',
    };
    const lacks = await caughtUp(replica, goal, withinMs);
    if (lacks === undefined) return;
    if (performance.now() > end) {
      throw new Failure(
        text('{0} cannot take over: it does not keep up with {1}', replica.name, master.name),
        {
          why: lacks,
          next: text('{0} is still the master; nothing was changed.', master.name),
          remedies: ['retry', 'showLog'],
        },
      );
    }
    await sleep(50);
  }
}
