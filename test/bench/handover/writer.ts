import { setTimeout as sleep } from 'node:timers/promises';

/** What finds the master the way a client of a shape does, and writes to it. */
export interface Client {
  /** Writes once; rejects when it was not acknowledged. */
  set(key: string, value: string): Promise<unknown>;
  /** After a failed write: looks where the master is now. */
  again(): Promise<void>;
  close(): void;
}

/** What a writer did. */
export interface Written {
  readonly acknowledged: number;
  /** ms between the two acknowledged writes that were the furthest apart: how long the writer waited. */
  readonly longestWaitMs: number;
  readonly errors: readonly string[];
}

/**
 * Writes increasing keys with increasing values, about one a millisecond, each until it is acknowledged, and keeps in
 * mind which were. A write that failed is tried again, as an application would.
 */
export class Writer {
  readonly #client: Client;
  readonly #prefix: string;
  readonly #errors: string[] = [];
  #acknowledged = 0;
  #last = performance.now();
  #longest = 0;
  #stopped = false;
  #running: Promise<void> | undefined;

  /** @param prefix of all keys; with a hash tag they fall into one slot */
  constructor(client: Client, prefix: string) {
    this.#client = client;
    this.#prefix = prefix;
  }

  key = (i: number) => `${this.#prefix}:${i}`;
  value = (i: number) => `value ${i}`;

  async start(): Promise<void> {
    await this.#client.again();
    this.#last = performance.now();
    this.#running = this.#run();
    await this.reached(200);
  }

  /** Waits until so many writes were acknowledged. */
  async reached(count: number, withinMs = 20_000): Promise<void> {
    const end = Date.now() + withinMs;
    while (this.#acknowledged < count) {
      if (Date.now() > end)
        throw new Error(`only ${this.#acknowledged} writes: ${this.#errors.slice(-3).join('; ')}`);
      await sleep(5);
    }
  }

  get acknowledged(): number {
    return this.#acknowledged;
  }

  /** Forgets how long it waited so far. */
  resetWait(): void {
    this.#longest = 0;
  }

  async stop(): Promise<Written> {
    this.#stopped = true;
    await this.#running;
    this.#client.close();
    return { acknowledged: this.#acknowledged, longestWaitMs: this.#longest, errors: this.#errors };
  }

  async #run(): Promise<void> {
    for (let i = 0; !this.#stopped; i++) {
      await this.#write(i);
      await sleep(1);
    }
  }

  async #write(i: number): Promise<void> {
    while (!this.#stopped) {
      try {
        await this.#client.set(this.key(i), this.value(i));
        const now = performance.now();
        this.#longest = Math.max(this.#longest, now - this.#last);
        this.#last = now;
        this.#acknowledged = i + 1;
        return;
      } catch (error) {
        this.#errors.push(String(error));
        await this.#client.again().catch((e: unknown) => this.#errors.push(String(e)));
      }
    }
  }
}
