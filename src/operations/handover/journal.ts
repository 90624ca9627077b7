import type { Log } from '../../model/log';
import { render, type Text } from '../../model/text';
import type { Work } from '../work';

/** Something that was done, and when, in ms since the handover began. */
export interface Done {
  readonly atMs: number;
  readonly what: Text;
}

/** Tells each step as it is done, and keeps it with its time. */
export class Journal {
  readonly steps: Done[] = [];
  readonly #began = performance.now();
  readonly #work: Work;
  readonly #log: Log;

  constructor(work: Work, log: Log) {
    this.#work = work;
    this.#log = log;
  }

  note(what: Text): void {
    const atMs = Math.round((performance.now() - this.#began) * 10) / 10;
    this.steps.push({ atMs, what });
    this.#log.debug(`${atMs} ms: ${render(what)}`);
    this.#work.step(what);
  }
}
