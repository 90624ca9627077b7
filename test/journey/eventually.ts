import { setTimeout as sleep } from 'node:timers/promises';

/** Looks again and again until it returns true; a string says what was seen instead. Fails when the time is over. */
export async function eventually(
  what: string,
  withinMs: number,
  look: () => Promise<true | string>,
): Promise<void> {
  const end = Date.now() + withinMs;
  for (;;) {
    const seen = await look();
    if (seen === true) return;
    if (Date.now() > end) throw new Error(`not within ${withinMs / 1000} s: ${what}; ${seen}`);
    await sleep(100);
  }
}
