import { setTimeout as sleep } from 'node:timers/promises';
import { Failure, reasonOf } from '../../model/failure';
import type { CallSize } from '../../model/moves/batching';
import type { Pace } from '../../model/moves/pace';
import { text } from '../../model/text';
import { type BytesReply, type NodeConnection, ServerError } from '../../redis/connection';
import type { Site } from './site';

interface Call {
  readonly command: readonly (string | Buffer)[];
  readonly keys: number;
  readonly withinMs: number;
  resolve(refused: ServerError | undefined): void;
  reject(error: unknown): void;
}

/**
 * The connections over which a source is told to move keys. On each it gets no more at a time than it does in a few ms,
 * so that its other clients are served in between; there are several of them so that it does not wait for us.
 */
export class Lanes {
  readonly #free: NodeConnection[];
  readonly #waiting: Call[] = [];
  readonly #source: Site;
  readonly #size: CallSize;
  readonly #pace: Pace;
  #answeredAt = 0;
  #longestMs = 0;

  constructor(source: Site, size: CallSize, pace: Pace) {
    this.#source = source;
    this.#size = size;
    this.#pace = pace;
    this.#free = source.lanes.slice(0, pace.lanes);
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
  call(
    command: readonly (string | Buffer)[],
    keys: number,
    withinMs: number,
  ): Promise<ServerError | undefined> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ command, keys, withinMs, resolve, reject });
      const lane = this.#free.pop();
      if (lane) void this.#drive(lane);
    });
  }

  /** Makes calls on a lane while any wait. */
  async #drive(lane: NodeConnection): Promise<void> {
    for (let calls = this.#next(); calls.length > 0; calls = this.#next()) {
      const busyMs = await this.#make(lane, calls);
      if (this.#pace.rest > 0) await sleep(busyMs * this.#pace.rest);
    }
    this.#free.push(lane);
  }

  /** The next calls that together move no more keys than the source should at a time. */
  #next(): Call[] {
    const calls = this.#waiting.splice(0, 1);
    let keys = calls[0]?.keys ?? 0;
    for (let next = this.#waiting[0]; next && calls.length < this.#pace.together; next = this.#waiting[0]) {
      keys += next.keys;
      if (keys > this.#size.keys(0)) break;
      calls.push(next);
      this.#waiting.shift();
    }
    return calls;
  }

  /** @returns how long the source was busy with it, ms */
  async #make(lane: NodeConnection, calls: readonly Call[]): Promise<number> {
    try {
      const sentAt = performance.now();
      const replies = await lane.batchBytes(
        calls.map((c) => c.command),
        calls.reduce((sum, c) => sum + c.withinMs, 0),
      );
      const busyMs = this.#note(
        calls.reduce((sum, c) => sum + c.keys, 0),
        sentAt,
      );
      for (const [i, { resolve }] of calls.entries()) resolve(refusal(replies[i]));
      return busyMs;
    } catch (error) {
      const failure = new Failure(
        text('{0} stopped answering while its keys were moved', this.#source.name),
        {
          why: reasonOf(error),
          remedies: ['showLog'],
          cause: error,
        },
      );
      for (const { reject } of calls) reject(failure);
      return 0;
    }
  }

  /** A server does one thing at a time: a call cannot have begun before the answer to the one before it. */
  #note(keys: number, sentAt: number): number {
    const now = performance.now();
    const busyMs = now - Math.max(sentAt, this.#answeredAt);
    this.#answeredAt = now;
    this.#longestMs = Math.max(this.#longestMs, busyMs);
    this.#size.took(keys, busyMs);
    return busyMs;
  }
}

const refusal = (reply: BytesReply | ServerError | undefined) =>
  reply instanceof ServerError ? reply : undefined;
