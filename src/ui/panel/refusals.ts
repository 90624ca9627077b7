import type { Log } from '../../model/log';

/** What comes faster is counted, not written: a broken page must not fill the log. ms */
const QUIET_MS = 10_000;
const LONGEST = 200;

/** Writes to the log which messages were refused, by the page or by us: none should be. */
export class Refusals {
  readonly #log: Log;
  readonly #now: () => number;
  #last = Number.NEGATIVE_INFINITY;
  #unsaid = 0;

  constructor(log: Log, now: () => number) {
    this.#log = log;
    this.#now = now;
  }

  /** @param what who refused what and why; may hold what a page said, so it is kept short and on one line */
  tell(what: string): void {
    const now = this.#now();
    if (now - this.#last < QUIET_MS) {
      this.#unsaid++;
      return;
    }
    const more = this.#unsaid === 0 ? '' : ` (and ${this.#unsaid} more since the last that was written)`;
    this.#log.warn(what.replace(/\p{Cc}+/gu, ' ').slice(0, LONGEST) + more);
    this.#last = now;
    this.#unsaid = 0;
  }
}
