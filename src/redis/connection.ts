import type { Duplex } from 'node:stream';
import type { Redis, RedisOptions } from 'ioredis';
import { reasonOf } from '../model/failure';
import { dial } from './dial';
import type { RouteName, Target } from './target';

export type Reply = string | number | null | Reply[];

const CONNECT_MS = 6000;

/** A server answered with an error; the message is its own words. */
export class ServerError extends Error {
  override readonly name = 'ServerError';
  /** The first word of a Redis error: NOAUTH, WRONGPASS, LOADING, ERR … */
  get code(): string {
    return this.message.split(' ', 1)[0] ?? '';
  }
}

/** A server did not answer in time, though a connection was there. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

/** A connection was there and broke before the answer came. */
export class ConnectionLost extends NoAnswer {}

/** ioredis takes a stream through a connector; ours dials over the target's routes. */
export function connectorFor(stream: Duplex): RedisOptions['Connector'] {
  return class {
    check(): boolean {
      return true;
    }
    async connect(): Promise<never> {
      return stream as never;
    }
    disconnect(): void {
      stream.destroy();
    }
  } as never;
}

/**
 * One plain connection to one server: no retries, no queueing, no redirection. It is opened when first used and
 * again after it broke. What it cannot do it says, with the cause.
 */
export class NodeConnection {
  readonly #target: Target;
  #opening: Promise<Redis> | undefined;
  #live: Redis | undefined;
  #lastRoute: RouteName | undefined;
  #closed = false;

  constructor(target: Target) {
    this.#target = target;
  }

  get key(): string {
    return this.#target.key;
  }

  /** The route the present or last connection took. */
  get route(): RouteName | undefined {
    return this.#lastRoute;
  }

  /**
   * Sends one command.
   * @param timeoutMs how long to wait for the answer, ms
   * @throws NoRoute, NoAnswer, ServerError
   */
  async run(args: readonly string[], timeoutMs = 3000): Promise<Reply> {
    const [reply] = await this.batch([args], timeoutMs);
    if (reply instanceof ServerError) throw reply;
    return reply ?? null;
  }

  /**
   * Sends several commands in one pipeline; a command that the server refuses gives a ServerError in its place.
   * @throws NoRoute, NoAnswer
   */
  async batch(commands: readonly (readonly string[])[], timeoutMs = 3000): Promise<(Reply | ServerError)[]> {
    const redis = await this.#open();
    const pipeline = redis.pipeline();
    for (const [name = '', ...args] of commands) pipeline.call(name, ...args);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        // The answers to come would be taken for those of the next commands' round: begin anew.
        this.#drop(redis);
        reject(new NoAnswer(`no answer within ${timeoutMs} ms`));
      }, timeoutMs);
    });
    try {
      const replies = await Promise.race([pipeline.exec(), late]);
      return (replies ?? []).map(([error, value]) => {
        if (!error) return value as Reply;
        if (error.name === 'ReplyError') return new ServerError(error.message);
        throw new ConnectionLost(`connection lost: ${reasonOf(error)}`, { cause: error });
      });
    } finally {
      clearTimeout(timer);
    }
  }

  close(): void {
    this.#closed = true;
    const opening = this.#opening;
    this.#opening = undefined;
    opening?.then(
      (redis) => redis.disconnect(),
      () => {
        // It never opened, so there is nothing to close; whoever asked for it has been told why.
      },
    );
  }

  #drop(redis: Redis): void {
    this.#opening = undefined;
    redis.disconnect();
  }

  #open(): Promise<Redis> {
    if (this.#closed) return Promise.reject(new NoAnswer('the connection was closed'));
    this.#opening ??= this.#connect().catch((error: unknown) => {
      this.#opening = undefined;
      throw error;
    });
    return this.#opening;
  }

  async #connect(): Promise<Redis> {
    const { stream, route } = await dial(this.#target, this.#lastRoute);
    let cause: Error | undefined;
    // A tunnel tells only later that nothing listens at its other end; an error without a listener ends the process.
    stream.on('error', (error: Error) => {
      cause = error;
    });
    // Loaded when first needed: it costs 10 ms that an activation has no use for.
    const { Redis } = await import('ioredis');
    const redis = new Redis({
      Connector: connectorFor(stream),
      lazyConnect: true,
      enableReadyCheck: false,
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
      retryStrategy: () => null,
      autoResubscribe: false,
      protocol: 2,
      connectTimeout: CONNECT_MS,
      disableClientInfo: true,
    });
    redis.on('error', (error: Error) => {
      cause ??= error;
    });
    redis.once('close', () => {
      // Only the connection in use may reset the slot: a later one may already stand there.
      if (this.#live === redis) this.#opening = undefined;
    });
    try {
      await redis.connect();
    } catch (error) {
      stream.destroy();
      throw new NoAnswer(reasonOf(cause ?? error), { cause: error });
    }
    this.#live = redis;
    this.#lastRoute = route;
    await this.#authenticate(redis);
    if (this.#closed) redis.disconnect();
    return redis;
  }

  async #authenticate(redis: Redis): Promise<void> {
    const password = await this.#target.password?.();
    if (password === undefined) return;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new NoAnswer(`no answer within ${CONNECT_MS} ms`)), CONNECT_MS);
    });
    try {
      await Promise.race([redis.call('AUTH', password), late]);
    } catch (error) {
      redis.disconnect();
      if (error instanceof Error && error.name === 'ReplyError') throw new ServerError(error.message);
      throw error instanceof NoAnswer ? error : new NoAnswer(reasonOf(error), { cause: error });
    } finally {
      clearTimeout(timer);
    }
  }
}
