import type { ChainableCommander, Redis } from 'ioredis';
import { reasonOf } from '../model/failure';
import { authCommand } from './auth-command';
import { dial } from './dial';
import { plainClient } from './plain-client';
import type { RouteName, Target } from './target';
import { wordsOf } from './untrusted';

export type Reply = string | number | null | Reply[];

/** A reply whose strings are bytes: keys and values need not be text. */
export type BytesReply = Buffer | number | null | BytesReply[];

const CONNECT_MS = 6000;
/** How a server in protected mode greets those who come from outside. */
const DENIED = '-DENIED ';
/** A server without a password, asked to check one (redis/src/acl.c, authCommand; before 6.0 networking.c). */
const WANTS_NONE = /without any password configured|no password is set/;

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

/** The server takes nobody who comes from outside (protected mode); the next attempt comes from inside. */
export class ShutOut extends ConnectionLost {}

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
  /** What the server said to those who come from outside, and closed the connection. */
  #denied: string | undefined;
  /** What broke the stream beneath a client, which itself only knows that it is closed. */
  readonly #broke = new WeakMap<Redis, () => Error | undefined>();

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
    return this.#answers<Reply>(redis, pipeline, timeoutMs);
  }

  /**
   * As {@link batch}, byte for byte both ways: for keys that need not be text.
   * @throws NoRoute, NoAnswer
   */
  async batchBytes(
    commands: readonly (readonly (string | Buffer)[])[],
    timeoutMs = 3000,
  ): Promise<(BytesReply | ServerError)[]> {
    const redis = await this.#open();
    const pipeline = redis.pipeline();
    for (const [name = '', ...args] of commands) pipeline.callBuffer(String(name), ...args);
    return this.#answers<BytesReply>(redis, pipeline, timeoutMs);
  }

  async #answers<T>(
    redis: Redis,
    pipeline: ChainableCommander,
    timeoutMs: number,
  ): Promise<(T | ServerError)[]> {
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
      this.#turnInside();
      return (replies ?? []).map(([error, value]) => {
        if (!error) return value as T;
        if (error.name === 'ReplyError') return new ServerError(error.message);
        const cause = this.#broke.get(redis)?.() ?? error;
        throw new ConnectionLost(`connection lost: ${wordsOf(cause)}`, { cause });
      });
    } finally {
      clearTimeout(timer);
    }
  }

  /**
   * In protected mode a server lets only those in who come from its own loopback: the tunnel does.
   * @throws ShutOut when that is worth another try
   */
  #turnInside(): void {
    const said = this.#denied;
    if (said === undefined || !this.#target.tunnel || this.#lastRoute === 'tunnel') return;
    this.#denied = undefined;
    this.#opening = undefined;
    this.#lastRoute = 'tunnel';
    throw new ShutOut(said);
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
    // Said before it is asked, and lost where nothing has been asked yet. Unlike `on`, this does not begin to read.
    this.#denied = undefined;
    stream.prependOnceListener('data', (piece: Buffer) => {
      if (piece.subarray(0, DENIED.length).toString() === DENIED)
        this.#denied = piece.toString().slice(1).trim();
    });
    const redis = await plainClient(stream, CONNECT_MS);
    this.#broke.set(redis, () => cause);
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
      this.#turnInside();
      throw new NoAnswer(wordsOf(cause ?? error), { cause: cause ?? error });
    }
    this.#live = redis;
    this.#lastRoute = route;
    await this.#authenticate(redis);
    if (this.#closed) redis.disconnect();
    return redis;
  }

  async #authenticate(redis: Redis): Promise<void> {
    const auth = await authCommand(this.#target);
    if (!auth) return;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new NoAnswer(`no answer within ${CONNECT_MS} ms`)), CONNECT_MS);
    });
    try {
      await Promise.race([redis.call(...auth), late]);
    } catch (error) {
      // It stood somewhere, in a variable perhaps, and the server wants none.
      if (WANTS_NONE.test(reasonOf(error))) return;
      redis.disconnect();
      if (error instanceof Error && error.name === 'ReplyError') throw new ServerError(error.message);
      if (error instanceof NoAnswer) throw error;
      const cause = this.#broke.get(redis)?.() ?? error;
      throw new NoAnswer(wordsOf(cause), { cause });
    } finally {
      clearTimeout(timer);
    }
  }
}
