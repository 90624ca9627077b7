import { Failure } from '../model/failure';
import type { MigrationEnd, MigrationProgress } from '../model/moves/migration';
import { text } from '../model/text';

/** What holds a migration on its way: whoever moves keys asks it before each batch. */
export interface Throttle {
  /** Resolves when the migration may go on: at once, or when it is continued or cancelled. */
  pass(): Promise<void>;
  /** Aborted when the migration shall end with no slot open. */
  readonly signal: AbortSignal;
  readonly paused: boolean;
}

interface Running {
  progress: MigrationProgress | undefined;
  readonly cancel: AbortController;
  paused: boolean;
  waiting: (() => void)[];
}

/** The migrations of this window, at most one a topology: how they go, and the brakes that a user has on them. */
export class Migrations {
  readonly #running = new Map<string, Running>();
  readonly #ended = new Map<string, MigrationEnd>();
  readonly #listeners = new Set<(topologyId: string) => void>();

  /** How the topology's migration goes; undefined when none runs in this window. */
  of(topologyId: string): MigrationProgress | undefined {
    return this.#running.get(topologyId)?.progress;
  }

  /** The topologies whose migration runs in this window, and has not been cancelled. */
  get running(): readonly string[] {
    return [...this.#running].flatMap(([id, { cancel }]) => (cancel.signal.aborted ? [] : [id]));
  }

  /** How the topology's last migration ended; undefined while one runs, or before the first. */
  ended(topologyId: string): MigrationEnd | undefined {
    return this.#running.has(topologyId) ? undefined : this.#ended.get(topologyId);
  }

  /** Told by whoever ran it, once {@link run} is over. */
  conclude(topologyId: string, end: MigrationEnd): void {
    this.#ended.set(topologyId, end);
    this.#changed(topologyId);
  }

  onChange(listener: (topologyId: string) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Runs a migration: one at a time for each topology.
   * @param signal cancels it too
   * @throws Failure when one runs already; whatever `act` throws
   */
  async run<T>(
    topologyId: string,
    signal: AbortSignal,
    act: (throttle: Throttle, tell: (progress: MigrationProgress) => void) => Promise<T>,
  ): Promise<T> {
    if (this.#running.has(topologyId))
      throw new Failure(text('Slots of this topology are being moved already.'));
    const running: Running = {
      progress: undefined,
      cancel: new AbortController(),
      paused: false,
      waiting: [],
    };
    const cancel = () => this.cancel(topologyId);
    this.#running.set(topologyId, running);
    this.#ended.delete(topologyId);
    signal.addEventListener('abort', cancel, { once: true });
    if (signal.aborted) cancel();
    const throttle: Throttle = {
      pass: () =>
        running.paused ? new Promise((resolve) => running.waiting.push(resolve)) : Promise.resolve(),
      signal: running.cancel.signal,
      get paused() {
        return running.paused;
      },
    };
    try {
      return await act(throttle, (progress) => {
        running.progress = progress;
        this.#changed(topologyId);
      });
    } finally {
      signal.removeEventListener('abort', cancel);
      this.#running.delete(topologyId);
      this.#changed(topologyId);
    }
  }

  /** Lets nothing more begin; what is in flight arrives. */
  pause(topologyId: string): void {
    const running = this.#running.get(topologyId);
    if (!running || running.cancel.signal.aborted) return;
    running.paused = true;
    this.#show(topologyId, running, 'paused');
  }

  continue(topologyId: string): void {
    const running = this.#running.get(topologyId);
    if (!running?.paused) return;
    this.#release(running);
    this.#show(topologyId, running, 'running');
  }

  /** Ends it as soon as no slot is open any more. */
  cancel(topologyId: string): void {
    const running = this.#running.get(topologyId);
    if (!running) return;
    running.cancel.abort();
    this.#release(running);
    this.#show(topologyId, running, 'cancelling');
  }

  #release(running: Running): void {
    running.paused = false;
    for (const go of running.waiting.splice(0)) go();
  }

  #show(topologyId: string, running: Running, state: MigrationProgress['state']): void {
    if (running.progress) running.progress = { ...running.progress, state };
    this.#changed(topologyId);
  }

  #changed(topologyId: string): void {
    for (const listener of [...this.#listeners]) listener(topologyId);
  }
}
