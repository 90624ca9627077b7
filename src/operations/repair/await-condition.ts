import { setTimeout as sleep } from 'node:timers/promises';
import { Failure, throwIfCancelled } from '../../model/failure';
import type { Condition } from '../../model/repair/step';
import type { TopologySnapshot } from '../../model/snapshot';
import { text } from '../../model/text';

const LOOK_MS = 500;

/**
 * Looks at a topology again and again until a condition holds.
 * @throws Failure on expiry: what is not so, and what was lacking last; Cancelled
 */
export async function awaitCondition(
  { what, lacks, withinMs }: Condition,
  look: () => Promise<TopologySnapshot>,
  signal: AbortSignal,
): Promise<void> {
  const end = Date.now() + withinMs;
  for (;;) {
    throwIfCancelled(signal);
    const lacking = lacks(await look());
    if (lacking === undefined) return;
    if (Date.now() >= end)
      throw new Failure(text('Not so within {0} s: {1}', Math.round(withinMs / 1000), what), {
        why: lacking,
        remedies: ['retry', 'showLog'],
      });
    await sleep(LOOK_MS);
  }
}
