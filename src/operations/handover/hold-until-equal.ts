import { setTimeout as sleep } from 'node:timers/promises';
import { Cancelled, Failure, throwIfCancelled } from '../../model/failure';
import type { HoldMethod } from '../../model/handover';
import type { Log } from '../../model/log';
import { text } from '../../model/text';
import { caughtUp } from './catch-up';
import { drawNear } from './draw-near';
import { type Hold, holdWrites } from './hold-writes';
import type { Actor } from './party';

/** How often writes are held anew when the replica did not have everything in time. */
const TRIES = 5;
/** Writers go on for this long between two tries, ms. */
const PAUSE_BETWEEN_MS = 250;

/**
 * Holds writes on the master and waits until the replica has everything. When that takes longer than `withinMs`,
 * writes are released and it is tried again a little later: writers never wait long for nothing.
 * @returns the hold, with the replica equal to the master; the caller releases it
 * @throws Failure, Cancelled, and what the connections throw; writes are released then
 */
export async function holdUntilEqual(
  master: Actor,
  replica: Actor,
  how: HoldMethod,
  withinMs: number,
  signal: AbortSignal,
  log: Log,
): Promise<Hold> {
  for (let attempt = 1; ; attempt++) {
    await drawNear(master, replica, withinMs / 2, signal);
    const hold = await holdWrites(master, how, log);
    let equal = false;
    try {
      const lacks = await caughtUp(replica, hold, withinMs);
      throwIfCancelled(signal);
      equal = lacks === undefined;
      if (equal) return hold;
      log.info(`held writes for ${withinMs} ms in vain: ${lacks}`);
      if (attempt >= TRIES) throw tooLate(master, replica, withinMs, lacks);
    } finally {
      if (!equal) await hold.release();
    }
    await sleep(PAUSE_BETWEEN_MS, undefined, { signal }).catch(() => {
      throw new Cancelled();
    });
  }
}

function tooLate(master: Actor, replica: Actor, withinMs: number, why: string | undefined): Failure {
  return new Failure(
    text('{0} did not have everything within {1} ms, so it was not made master', replica.name, withinMs),
    {
      why,
      next: text('{0} is still the master; nothing was changed.', master.name),
      remedies: ['retry', 'showLog'],
    },
  );
}
