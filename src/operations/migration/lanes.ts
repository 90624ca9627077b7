import { Failure, reasonOf } from '../../model/failure';
import type { CallSize } from '../../model/moves/batching';
import { text } from '../../model/text';
import { type NodeConnection, ServerError } from '../../redis/connection';
import type { Site } from './site';

/**
 * The connections over which a source is told to move keys: one call at a time on each, so that its other clients are
 * served between them, and several of them, so that the source does not wait for us.
 */
export class Lanes {
  readonly #free: NodeConnection[];
  readonly #waiting: ((connection: NodeConnection) => void)[] = [];
  readonly #source: Site;
  readonly #size: CallSize;
  #answeredAt = 0;
  #longestMs = 0;

  constructor(source: Site, size: CallSize) {
    this.#source = source;
    this.#size = size;
    this.#free = [...source.lanes];
  }

  /** The longest that calls of ours kept the source busy without a break, ms: what one call took, or more. */
  get longestMs(): number {
    return this.#longestMs;
  }

  /**
   * Makes one call when a lane is free.
   * @param keys how many it moves
   * @param withinMs how long to wait for the answer, ms
   * @returns what the source refused with; undefined when it did as told
   * @throws Failure when the source does not answer
   */
  async call(
    command: readonly (string | Buffer)[],
    keys: number,
    withinMs: number,
  ): Promise<ServerError | undefined> {
    const lane = await this.#take();
    try {
      const sentAt = performance.now();
      const [reply] = await lane.batchBytes([command], withinMs);
      this.#note(keys, sentAt);
      return reply instanceof ServerError ? reply : undefined;
    } catch (error) {
      throw new Failure(text('{0} stopped answering while its keys were moved', this.#source.name), {
        why: reasonOf(error),
        remedies: ['showLog'],
        cause: error,
      });
    } finally {
      this.#release(lane);
    }
  }

  /** A server does one thing at a time: a call cannot have begun before the answer to the one before it. */
  #note(keys: number, sentAt: number): void {
    const now = performance.now();
    const busyMs = now - Math.max(sentAt, this.#answeredAt);
    this.#answeredAt = now;
    this.#longestMs = Math.max(this.#longestMs, busyMs);
    this.#size.took(keys, busyMs);
  }

  #take(): Promise<NodeConnection> {
    const free = this.#free.pop();
    return free ? Promise.resolve(free) : new Promise((resolve) => this.#waiting.push(resolve));
  }

  #release(lane: NodeConnection): void {
    const next = this.#waiting.shift();
    if (next) next(lane);
    else this.#free.push(lane);
  }
}
