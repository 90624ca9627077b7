import { addAbortSignal, Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { text } from '../model/text';
import type { Engine } from './engine';
import { ACTIONS, type EngineEvent, readEngineEvent } from './engine-event';
import { engineFailure } from './engine-failure';
import { readNdjson } from './ndjson';
import { request } from './request';

export type { EngineEvent } from './engine-event';

export interface EventHandlers {
  onEvent(event: EngineEvent): void;
  /** After each (re)connect: what happened before is not told, so list everything now. */
  onConnected(): void;
  /** The connection broke, or could not be made. It is tried again by itself. */
  onTrouble(error: unknown): void;
}

export interface EventOptions {
  /** Containers that are not ours too. */
  readonly foreign?: boolean;
  /** Waits between attempts, ms. */
  readonly backoff?: { readonly first: number; readonly most: number };
}

/** How many events are remembered to recognise those that the engine repeats after a reconnect. */
const REMEMBERED = 64;

/**
 * Tells what happens to containers and networks until disposed of. A broken stream is resumed where it ended; the
 * engine keeps its last 256 events for that, hence the caller lists everything in `onConnected` all the same.
 */
export function watchEvents(
  engine: Engine,
  handlers: EventHandlers,
  options: EventOptions = {},
): { dispose(): void } {
  const ended = new AbortController();
  const watch = new EventWatch(engine, handlers, options, ended.signal);
  void watch.run();
  return { dispose: () => ended.abort() };
}

class EventWatch {
  private since: number | undefined;
  private readonly seen: string[] = [];

  constructor(
    private readonly engine: Engine,
    private readonly handlers: EventHandlers,
    private readonly options: EventOptions,
    private readonly signal: AbortSignal,
  ) {}

  /** Never rejects: trouble is told, the end of it is asked for. */
  async run(): Promise<void> {
    const { first, most } = this.options.backoff ?? { first: 250, most: 5000 };
    let wait = first;
    while (!this.signal.aborted) {
      try {
        await this.listen(() => {
          wait = first;
        });
      } catch (error) {
        if (this.signal.aborted) return;
        this.handlers.onTrouble(error);
      }
      // The only way for it to reject is the end of the watch, which the loop's condition sees.
      await sleep(wait, undefined, { signal: this.signal }).catch(() => {});
      wait = Math.min(wait * 2, most);
    }
  }

  private async listen(onConnected: () => void): Promise<never> {
    const what = text('The events of "{0}" stopped coming', this.engine.name);
    const filters = { type: ['container', 'network'] as Array<'container' | 'network'>, event: [...ACTIONS] };
    const wish = { filters, ...(this.since === undefined ? {} : { since: this.since }) };
    const answer = await request(
      this.engine,
      what,
      (abortSignal) => this.engine.docker.getEvents({ ...wish, abortSignal }),
      { signal: this.signal },
    );
    const stream = answer instanceof Readable ? answer : new Readable().wrap(answer);
    addAbortSignal(this.signal, stream);
    onConnected();
    this.handlers.onConnected();
    try {
      for await (const line of readNdjson(stream)) this.take(line);
    } catch (error) {
      throw engineFailure(this.engine, what, error);
    }
    throw engineFailure(this.engine, what, new Error('the engine closed the connection'));
  }

  private take(line: unknown): void {
    const read = readEngineEvent(line);
    if (!read) return;
    // Seconds with a fraction: what the engine takes for "since", inclusive, hence the memory of the last ones.
    this.since = read.seconds;
    if (this.seen.includes(read.key)) return;
    this.seen.push(read.key);
    if (this.seen.length > REMEMBERED) this.seen.shift();
    if (read.kind === 'network' || this.options.foreign || read.event.topology !== undefined) {
      this.handlers.onEvent(read.event);
    }
  }
}
