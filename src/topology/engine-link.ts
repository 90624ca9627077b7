import type { Endpoint } from '../docker/endpoint';
import type { Engine } from '../docker/engine';
import { engineFailure } from '../docker/engine-failure';
import { type EngineEvent, watchEvents } from '../docker/events';
import { Cancelled, Failure, reasonOf } from '../model/failure';
import type { Log } from '../model/log';
import { text } from '../model/text';
import type { Store } from './store';

export interface EngineLinkOptions {
  /** Says which engine to use; asked again at each reconnect. */
  readonly endpoint: () => Promise<Endpoint>;
  readonly store: Store;
  readonly log: Log;
  /** Whether the events of containers that we did not make are wanted. */
  readonly foreign: () => boolean;
  /** Whether somebody looks: only then is an engine that could not be reached tried again. */
  readonly isLookedAt: () => boolean;
  /** An engine answers: from now on it is used; undefined: none is. */
  readonly use: (engine: Engine | undefined) => void;
  /** Reads everything that is on the engine, before it is said to be connected. */
  readonly list: () => Promise<void>;
  readonly onEvent: (event: EngineEvent) => void;
  /** Events come (again): those between were not told. */
  readonly onEvents: () => void;
}

/** How soon an engine that could not be reached is tried again, while somebody looks. ms */
const RETRY_MS = 3000;

/** The connection to one engine: made when first needed, made again when it was lost; its state is the store's. */
export class EngineLink {
  readonly #options: EngineLinkOptions;
  #connecting: Promise<Engine> | undefined;
  #engine: Engine | undefined;
  #events: { dispose(): void } | undefined;
  #retry: NodeJS.Timeout | undefined;
  #endpoint: Endpoint | undefined;
  #version = '';
  /** Counts closings: what was begun before one must not end after it. */
  #closings = 0;
  #disposed = false;

  constructor(options: EngineLinkOptions) {
    this.#options = options;
  }

  /** The engine in use; undefined while none is connected. */
  get engine(): Engine | undefined {
    return this.#engine;
  }

  /** What was last asked to be connected to, whether or not it could be. */
  get endpoint(): Endpoint | undefined {
    return this.#endpoint;
  }

  /** The engine, connected and listed. Only the first call does it. @throws Failure when it cannot be reached */
  connect(): Promise<Engine> {
    if (this.#connecting) return this.#connecting;
    const connecting = this.#open().catch((error: unknown) => {
      if (this.#connecting === connecting) {
        this.#connecting = undefined;
        this.#retryLater();
      }
      throw error;
    });
    this.#connecting = connecting;
    return connecting;
  }

  /** Follows what happens to containers; to those that we did not make only where they are looked for. */
  watch(): void {
    const engine = this.#engine;
    if (!engine) return;
    const { foreign, onEvent } = this.#options;
    this.#events?.dispose();
    const handlers = {
      onEvent,
      onConnected: () => this.#onBack(engine),
      onTrouble: (error: unknown) => this.#onTrouble(engine, error),
    };
    this.#events = watchEvents(engine, handlers, { foreign: foreign() });
  }

  close(): void {
    this.#closings++;
    clearTimeout(this.#retry);
    this.#events?.dispose();
    this.#events = undefined;
    this.#engine?.dispose();
    this.#engine = undefined;
    this.#endpoint = undefined;
    this.#connecting = undefined;
    this.#options.use(undefined);
  }

  dispose(): void {
    this.#disposed = true;
    this.close();
  }

  async #open(): Promise<Engine> {
    const { store, use, list } = this.#options;
    const began = this.#closings;
    const endpoint = await this.#findEndpoint();
    if (began !== this.#closings) return this.#anew();
    this.#endpoint = endpoint;
    store.setEngine({ kind: 'connecting', name: endpoint.name });
    // Loaded when first needed: dockerode costs time that an activation has no use for.
    const { connectEngine, pingEngine } = await import('../docker/engine');
    const engine = connectEngine(endpoint);
    try {
      const { version } = await pingEngine(engine);
      if (began === this.#closings) {
        this.#engine = engine;
        this.#version = version;
        store.setEngine({ kind: 'ready', name: engine.name, version });
        use(engine);
        await list();
      }
    } catch (error) {
      engine.dispose();
      if (began !== this.#closings) return this.#anew();
      this.#engine = undefined;
      use(undefined);
      throw this.#unavailable(engine.name, error);
    }
    if (began !== this.#closings) {
      engine.dispose();
      return this.#anew();
    }
    this.watch();
    return engine;
  }

  /** It was closed while it was being opened, so that another engine may be meant now. */
  #anew(): Promise<Engine> {
    return this.#disposed ? Promise.reject(new Cancelled()) : this.connect();
  }

  async #findEndpoint(): Promise<Endpoint> {
    try {
      return await this.#options.endpoint();
    } catch (error) {
      throw this.#unavailable('', error);
    }
  }

  #unavailable(name: string, error: unknown): Failure {
    const failure =
      error instanceof Failure
        ? error
        : engineFailure({ name }, text('The Docker engine {0} cannot be used', name), error);
    this.#options.store.setEngine({ kind: 'unavailable', name, failure });
    return failure;
  }

  #onBack(engine: Engine): void {
    const { store, onEvents } = this.#options;
    if (store.engine.kind !== 'ready')
      store.setEngine({ kind: 'ready', name: engine.name, version: this.#version });
    onEvents();
  }

  #onTrouble(engine: Engine, error: unknown): void {
    // That its events stopped coming is how we know; what the user has to know is that it is away, and why.
    const cause = error instanceof Failure ? (error.cause ?? error) : error;
    const failure = engineFailure(engine, text('The Docker engine {0} does not answer', engine.name), cause);
    this.#options.log.warn(failure.message);
    this.#options.store.setEngine({ kind: 'unavailable', name: engine.name, failure });
  }

  #retryLater(): void {
    clearTimeout(this.#retry);
    if (this.#disposed || !this.#options.isLookedAt()) return;
    this.#retry = setTimeout(() => {
      if (!this.#connecting)
        this.connect().catch((error: unknown) => this.#options.log.debug(`engine: ${reasonOf(error)}`));
    }, RETRY_MS);
  }
}
