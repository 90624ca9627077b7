import { setTimeout as sleep } from 'node:timers/promises';
import type { ServerError } from '../../redis/connection';

/** A source that talks to a silent target serves nobody, so it is not told to do so again at once. ms */
const PAUSE_MS = 400;
/** How long a target may refuse or be silent before the migration ends. ms */
const PATIENCE_MS = 4000;
const LOOK_MS = 20;

/**
 * Whether keys get from one source to one target at present. After a call that did not get through only one at a time
 * tries again, and the others wait: each try may cost the source half a second in which it serves nobody.
 */
export class Road {
  #badSince: number | undefined;
  #trying = false;
  #givenUp: ServerError | undefined;

  /** Waits until a call is worth making. @returns why none is any more; undefined when one may be made */
  async clear(): Promise<ServerError | undefined> {
    while (this.#badSince !== undefined && !this.#givenUp) {
      if (!this.#trying) {
        this.#trying = true;
        await sleep(PAUSE_MS);
        return undefined;
      }
      await sleep(LOOK_MS);
    }
    return this.#givenUp;
  }

  /** A call got through, or something else than the road was in its way. */
  good(): void {
    this.#badSince = undefined;
    this.#trying = false;
  }

  bad(error: ServerError): void {
    this.#badSince ??= performance.now();
    this.#trying = false;
    if (performance.now() - this.#badSince > PATIENCE_MS) this.#givenUp = error;
  }
}
