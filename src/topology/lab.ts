import type { Endpoint } from '../docker/endpoint';
import type { Engine } from '../docker/engine';
import { engineFailure } from '../docker/engine-failure';
import { type EngineEvent, watchEvents } from '../docker/events';
import { Failure, reasonOf } from '../model/failure';
import type { Log } from '../model/log';
import type { NodeSnapshot, TopologySnapshot } from '../model/snapshot';
import { text } from '../model/text';
import type { NodeConnection } from '../redis/connection';
import { Connections } from '../redis/connections';
import type { Target } from '../redis/target';
import { type DiscoverySettings, Finder } from './found/finder';
import { NO_SECRETS, type Secrets } from './found/passwords';
import { Listing } from './listing';
import { Passwords } from './passwords';
import { Polling } from './polling';
import { Store } from './store';
import { connectionKey, targetOf } from './targets';

export interface LabOptions {
  /** Says which engine to use; asked again at each reconnect. */
  readonly endpoint: () => Promise<Endpoint>;
  readonly log: Log;
  readonly now?: () => number;
  /** ms between two rounds of asking the nodes; default 1000. */
  readonly intervalMs?: () => number;
  /** Whether topologies that we did not make are looked for; unless said otherwise they are not. */
  readonly discovery?: () => DiscoverySettings;
  /** Where passwords that the user typed are kept. */
  readonly secrets?: Secrets;
}

/** An event may be lost: everything is listed anew after this. ms */
const SAFETY_MS = 60_000;
/** How soon an engine that could not be reached is tried again, while somebody looks. ms */
const RETRY_MS = 3000;
/** A node that has not answered within this is shown as unreachable. ms */
const ANSWER_MS = 1500;

/** One engine with what lives on it: connects, watches, asks, and keeps the store true. */
export class Lab {
  readonly store = new Store();
  readonly log: Log;
  readonly now: () => number;
  readonly #options: LabOptions;
  readonly #connections = new Connections();
  readonly #passwords = new Passwords();
  readonly #polling: Polling;
  readonly #listing: Listing;
  /** What we did not make. */
  readonly found: Finder;
  readonly #lookers = new Map<string, string>();
  readonly #attentionListeners = new Set<() => void>();
  readonly #eventListeners = new Set<(event: EngineEvent) => void>();
  #connecting: Promise<Engine> | undefined;
  #engine: Engine | undefined;
  #events: { dispose(): void } | undefined;
  #safety: NodeJS.Timeout | undefined;
  #retry: NodeJS.Timeout | undefined;
  #version = '';
  #disposed = false;

  constructor(options: LabOptions) {
    this.#options = options;
    this.log = options.log;
    this.now = options.now ?? Date.now;
    this.#polling = new Polling({
      store: this.store,
      connectionTo: (nodeId) => this.#connection(nodeId),
      now: this.now,
      intervalMs: options.intervalMs ?? (() => 1000),
      timeoutMs: ANSWER_MS,
      onFoundAnswer: ({ container }, answer) => this.found.took(container.id, answer),
    });
    this.found = new Finder({
      connections: this.#connections,
      secrets: options.secrets ?? NO_SECRETS,
      settings: options.discovery ?? (() => NO_DISCOVERY),
      log: this.log,
      now: this.now,
      timeoutMs: ANSWER_MS,
      onChange: () => this.#listing.soon(),
    });
    this.#listing = new Listing({
      store: this.store,
      log: this.log,
      now: this.now,
      finder: this.found,
      isLookedAt: () => this.#lookers.size > 0,
      onListed: () => {
        const up = this.store.topologies.flatMap((t) => t.nodes.filter(isUp).map(connectionKey));
        this.#connections.keepOnly(new Set([...up, ...this.found.connectionKeys]));
        this.#polling.kick();
      },
    });
  }

  /**
   * The engine, connected and listed. Only the first call does it; the others wait for the same.
   * @throws Failure when no engine can be reached
   */
  connect(): Promise<Engine> {
    this.#connecting ??= this.#open().catch((error: unknown) => {
      this.#connecting = undefined;
      this.#retryLater();
      throw error;
    });
    return this.#connecting;
  }

  /** Connects anew, perhaps to another engine. How it went is the store's engine status. */
  async reconnect(): Promise<void> {
    this.#close();
    this.store.clear();
    await this.connect().catch((error: unknown) => this.log.warn(`engine: ${reasonOf(error)}`));
  }

  /** Lists the engine's containers and asks every node anew; done when both are. */
  async refresh(): Promise<void> {
    await this.connect();
    await this.#listing.everything();
    await this.#polling.askNow(
      this.store.topologies.flatMap((topology) => topology.nodes.map((node) => ({ topology, node }))),
    );
  }

  /** Lists the engine's containers anew, without asking the nodes. */
  async relist(): Promise<void> {
    await this.connect();
    await this.#listing.everything();
  }

  /** Asks the nodes of one topology now. */
  async askAll(topologyId: string): Promise<TopologySnapshot | undefined> {
    const topology = this.store.get(topologyId);
    if (topology) await this.#polling.askNow(topology.nodes.map((node) => ({ topology, node })));
    return this.store.get(topologyId);
  }

  /** Tells what `who` looks at: a topology's id, all of them, or nothing. Only what is looked at is polled. */
  attention(who: string, what: string | undefined): void {
    const first = this.#lookers.size === 0;
    if (what === undefined) this.#lookers.delete(who);
    else this.#lookers.set(who, what);
    // What came while nobody looked has not been asked what it is.
    if (first && this.#engine && this.found.enabled) this.#listing.soon();
    this.#polling.attention(who, what);
    for (const listener of [...this.#attentionListeners]) listener();
  }

  /** Whether somebody looks at a topology. */
  isLookedAt(topologyId: string): boolean {
    return [...this.#lookers.values()].some((what) => what === topologyId || what === 'all');
  }

  /** Tells when somebody began or ceased to look at something. */
  onAttention(listener: () => void): () => void {
    this.#attentionListeners.add(listener);
    return () => this.#attentionListeners.delete(listener);
  }

  /** The ways to a node's server; undefined while the engine is not connected, or when there is no such node. */
  targetTo(nodeId: string): Target | undefined {
    const engine = this.#engine;
    const found = this.store.findNode(nodeId);
    if (!engine || !found) return undefined;
    const { topology, node } = found;
    return targetOf(engine, node, () => this.#passwordFor(engine, node, topology));
  }

  onEvent(listener: (event: EngineEvent) => void): () => void {
    this.#eventListeners.add(listener);
    return () => this.#eventListeners.delete(listener);
  }

  /** The topology's password, from memory or out of a container; undefined when it has none. */
  async passwordOf(topologyId: string): Promise<string | undefined> {
    const topology = this.store.get(topologyId);
    const engine = await this.connect();
    if (topology?.origin !== 'found') return topology && this.#passwords.of(engine, topology);
    for (const node of topology.nodes.filter((n) => n.intended !== 'sentinel')) {
      const password = await this.#passwordFor(engine, node, topology);
      if (password !== undefined) return password;
    }
    return undefined;
  }

  /** Closes the connection to a node's server: the next one is opened with what is known by then. */
  reopen(node: NodeSnapshot): void {
    this.#connections.drop(connectionKey(node));
  }

  /** Lists anew because the user wants other containers to be looked at, or left alone. */
  discoveryChanged(): void {
    if (this.#engine) this.#watch(this.#engine);
  }

  /** A connection to a node's server. @throws Failure when there is no such node (any more) */
  async connectionTo(nodeId: string): Promise<NodeConnection> {
    await this.connect();
    const connection = this.#connection(nodeId);
    if (!connection) throw new Failure(text('There is no node {0} any more.', nodeId));
    return connection;
  }

  /** An operation begins to make a topology, with a password that need not be read back. */
  beginMaking(topologyId: string, password: string | undefined): void {
    this.#listing.beginMaking(topologyId);
    this.#passwords.remember(topologyId, password);
  }

  /** The making ended; `proven` when its readiness was. */
  endMaking(topologyId: string, proven: boolean): void {
    this.#listing.endMaking(topologyId, proven);
    if (!proven) this.#passwords.forget(topologyId);
  }

  /** An operation begins to add nodes to a topology; `addition` is what their labels bear. */
  beginAdding(addition: string): void {
    this.#listing.beginAdding(addition);
  }

  /** The adding ended; with the containers whose joining was proven, by id. */
  endAdding(addition: string, joined: readonly string[]): void {
    this.#listing.endAdding(addition, joined);
  }

  dispose(): void {
    this.#disposed = true;
    this.#close();
    this.#polling.dispose();
    this.#eventListeners.clear();
    this.#attentionListeners.clear();
  }

  async #open(): Promise<Engine> {
    const endpoint = await this.#findEndpoint();
    this.store.setEngine({ kind: 'connecting', name: endpoint.name });
    // Loaded when first needed: dockerode costs time that an activation has no use for.
    const { connectEngine, pingEngine } = await import('../docker/engine');
    const engine = connectEngine(endpoint);
    try {
      const { version } = await pingEngine(engine);
      this.#engine = engine;
      this.store.setEngine({ kind: 'ready', name: engine.name, version });
      this.#version = version;
      this.#listing.use(engine);
      await this.#listing.everything();
    } catch (error) {
      engine.dispose();
      this.#engine = undefined;
      this.#listing.use(undefined);
      throw this.#unavailable(engine.name, error);
    }
    this.#watch(engine);
    this.#safety = setInterval(() => {
      const listing = this.#listing.everything(this.#lookers.size > 0);
      listing.catch((error: unknown) => this.log.debug(`list: ${reasonOf(error)}`));
    }, SAFETY_MS);
    this.#safety.unref();
    return engine;
  }

  /** Follows what happens to containers; to those that we did not make only where they are looked for. */
  #watch(engine: Engine): void {
    this.#events?.dispose();
    const handlers = {
      onEvent: (event: EngineEvent) => this.#onEvent(event),
      onConnected: () => this.#onEngineBack(engine),
      onTrouble: (error: unknown) => this.#onEngineTrouble(engine, error),
    };
    this.#events = watchEvents(engine, handlers, { foreign: this.found.enabled });
  }

  /** Found sentinels may have passwords too; what a found topology knows of one of ours is ours to open. */
  #passwordFor(engine: Engine, node: NodeSnapshot, topology: TopologySnapshot): Promise<string | undefined> {
    const isThis = (n: NodeSnapshot) => n.container.id === node.container.id;
    const ours = this.store.topologies.find((t) => t.origin === 'ours' && t.nodes.some(isThis));
    if (topology.origin === 'found' && !ours) return this.found.passwordOf(node.container);
    return node.intended === 'sentinel'
      ? Promise.resolve(undefined)
      : this.#passwords.of(engine, ours ?? topology);
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
    this.store.setEngine({ kind: 'unavailable', name, failure });
    return failure;
  }

  #close(): void {
    for (const timer of [this.#safety, this.#retry]) clearTimeout(timer);
    this.#events?.dispose();
    this.#events = undefined;
    this.#connections.closeAll();
    this.#engine?.dispose();
    this.#engine = undefined;
    this.#connecting = undefined;
    this.#listing.use(undefined);
  }

  #connection(nodeId: string): NodeConnection | undefined {
    const target = this.targetTo(nodeId);
    const found = this.store.findNode(nodeId);
    return target && found && this.#connections.to(connectionKey(found.node), target);
  }

  #onEvent(event: EngineEvent): void {
    for (const listener of [...this.#eventListeners]) listener(event);
    this.#listing.soon();
  }

  #onEngineBack(engine: Engine): void {
    if (this.store.engine.kind !== 'ready')
      this.store.setEngine({ kind: 'ready', name: engine.name, version: this.#version });
    this.#listing.soon();
  }

  #onEngineTrouble(engine: Engine, error: unknown): void {
    const failure = engineFailure(engine, text('The Docker engine {0} does not answer', engine.name), error);
    this.log.warn(failure.message);
    this.store.setEngine({ kind: 'unavailable', name: engine.name, failure });
  }

  #retryLater(): void {
    clearTimeout(this.#retry);
    if (this.#disposed || this.#lookers.size === 0) return;
    this.#retry = setTimeout(() => {
      if (!this.#connecting)
        this.connect().catch((error: unknown) => this.log.debug(`engine: ${reasonOf(error)}`));
    }, RETRY_MS);
  }
}

const NO_DISCOVERY: DiscoverySettings = { enabled: false, ignore: [] };

const isUp = (node: NodeSnapshot) => node.container.state === 'running' || node.container.state === 'paused';
