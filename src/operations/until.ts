import { setTimeout as sleep } from 'node:timers/promises';
import { Failure, throwIfCancelled } from '../model/failure';
import { type Text, text } from '../model/text';

/** What a test says while what it waits for is not there yet: who has not done what. */
export class NotYet {
  constructor(readonly because: string) {}
}

export interface Patience {
  readonly signal: AbortSignal;
  /** ms */
  readonly timeoutMs: number;
  /** ms between two looks; default 25 */
  readonly everyMs?: number;
}

/**
 * Looks again and again until the test gives something else than NotYet.
 * @throws Failure on expiry: what was awaited, and the test's last words
 * @throws Cancelled
 */
export async function until<T>(what: Text, test: () => Promise<T | NotYet>, patience: Patience): Promise<T> {
  const end = Date.now() + patience.timeoutMs;
  for (;;) {
    throwIfCancelled(patience.signal);
    const found = await test();
    if (!(found instanceof NotYet)) return found;
    if (Date.now() >= end) {
      throw new Failure(
        text('{0} did not happen within {1} s', what, Math.round(patience.timeoutMs / 1000)),
        {
          why: found.because,
          remedies: ['showLog'],
        },
      );
    }
    await sleep(patience.everyMs ?? 25);
  }
}
