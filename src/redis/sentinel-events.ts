import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { reasonOf } from '../model/failure';
import { authCommand } from './auth-command';
import { NoAnswer } from './connection';
import { dial } from './dial';
import { plainClient } from './plain-client';
import type { RouteName, Target } from './target';

export interface SentinelHandlers {
  /** @param channel the event, such as `+sdown` */
  onMessage(channel: string, payload: string): void;
  /** The connection broke, or could not be made. It is tried again by itself. */
  onTrouble(error: unknown): void;
}

/** All events begin with a sign; the sentinels' own hello does not. */
const PATTERNS = ['+*', '-*'];
const ANSWER_MS = 3000;
/** A connection that leads nowhere any more is found out by asking. ms */
const PING_EVERY_MS = 5000;
const BACKOFF = { first: 250, most: 5000 };

/**
 * Tells what a sentinel publishes until disposed of, over a connection of its own: one that subscribes can do nothing
 * else. What was published while there was no connection is lost; the nodes' own answers tell what came of it.
 */
export function watchSentinel(target: Target, handlers: SentinelHandlers): { dispose(): void } {
  const ended = new AbortController();
  void watch(target, handlers, ended.signal);
  return { dispose: () => ended.abort() };
}

/** Never rejects: trouble is told, the end of it is asked for. */
async function watch(target: Target, handlers: SentinelHandlers, signal: AbortSignal): Promise<void> {
  let wait = BACKOFF.first;
  let route: RouteName | undefined;
  while (!signal.aborted) {
    try {
      const found = await dial(target, route);
      route = found.route;
      await listen(found.stream, target, handlers, signal, () => {
        wait = BACKOFF.first;
      });
    } catch (error) {
      if (signal.aborted) return;
      handlers.onTrouble(error);
    }
    // The only way for it to reject is the end of the watch, which the loop's condition sees.
    await sleep(wait, undefined, { signal }).catch(() => {});
    wait = Math.min(wait * 2, BACKOFF.most);
  }
}

/** Listens over one connection for as long as it lasts. Always ends in a rejection, and with the stream closed. */
async function listen(
  stream: Duplex,
  target: Target,
  handlers: SentinelHandlers,
  signal: AbortSignal,
  onListening: () => void,
): Promise<never> {
  let cause: unknown;
  const remember = (error: unknown) => {
    cause ??= error;
  };
  stream.on('error', remember);
  const redis = await plainClient(stream, ANSWER_MS, ANSWER_MS);
  const close = () => {
    redis.disconnect();
    stream.destroy();
  };
  redis.on('error', remember);
  const closed = new Promise<void>((resolve) => redis.once('close', resolve));
  signal.addEventListener('abort', close, { once: true });
  let pings: NodeJS.Timeout | undefined;
  try {
    signal.throwIfAborted();
    await redis.connect();
    const auth = await authCommand(target);
    if (auth) await redis.call(...auth);
    redis.on('pmessage', (_pattern: string, channel: string, payload: string) => {
      if (!signal.aborted) handlers.onMessage(channel, payload);
    });
    await redis.psubscribe(...PATTERNS);
    onListening();
    pings = setInterval(() => {
      redis.ping().catch((error: unknown) => {
        remember(error);
        close();
      });
    }, PING_EVERY_MS);
    await closed;
    throw new NoAnswer(cause === undefined ? 'connection lost' : reasonOf(cause), { cause });
  } finally {
    clearInterval(pings);
    signal.removeEventListener('abort', close);
    close();
  }
}
