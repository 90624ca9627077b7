import { setTimeout as sleep } from 'node:timers/promises';

/** Waits until something holds and returns it; when it does not, the error says what was there instead. */
export async function eventually<T>(
  what: string,
  look: () => T | undefined | false | Promise<T | undefined | false>,
  { withinMs = 15_000, instead = () => '' }: { withinMs?: number; instead?: () => string } = {},
): Promise<T> {
  for (const until = Date.now() + withinMs; ; await sleep(50)) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > until) throw new Error(`not within ${withinMs} ms: ${what} ${instead()}`);
  }
}
