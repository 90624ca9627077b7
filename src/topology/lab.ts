import type { Endpoint } from '../docker/endpoint';
import type { Engine } from '../docker/engine';
import type { EngineEvent } from '../docker/events';
import { Failure, reasonOf } from '../model/failure';
import type { Log } from '../model/log';
import type { Secrets } from '../model/secrets';
import type { NodeSnapshot, TopologySnapshot } from '../model/snapshot';
import { text } from '../model/text';
import type { NodeConnection } from '../redis/connection';
import { Connections } from '../redis/connections';
import type { Target } from '../redis/target';
import { Attention } from './attention';
import { type ContainerSettings, USUAL_CONTAINERS } from './container-settings';
import { Credentials } from './credentials';
import { EngineLink } from './engine-link';
import { Finder } from './found/finder';
import { NO_SECRETS } from './found/passwords';
import { type LabOptions, NO_DISCOVERY } from './lab-options';
import { Listing } from './listing';
import { Polling } from './polling';
import { Store } from './store';
import { connectionKey, targetOf } from './targets';

/** An event may be lost: everything is listed anew after this. ms */
const SAFETY_MS = 60_000;
/** A node that has not answered within this is shown as unreachable. ms */
const ANSWER_MS = 1500;

/** One engine with what lives on it: connects, watches, asks, and keeps the store true. */
export class Lab {
  readonly store = new Store();
  readonly log: Log;
  readonly now: () => number;
  /** What the user wants of every container that is made. */
  readonly containerSettings: () => ContainerSettings;
  readonly #beside: () => readonly Lab[];
  readonly #link: EngineLink;
  readonly #attention = new Attention();
  readonly #connections = new Connections();
  readonly #polling: Polling;
  readonly #listing: Listing;
  /** What we did not make. */
  readonly found: Finder;
  /** How its servers are logged in to. */
  readonly credentials: Credentials;
  readonly #eventListeners = new Set<(event: EngineEvent) => void>();
  #safety: NodeJS.Timeout | undefined;

  constructor(options: LabOptions) {
    this.#beside = options.beside ?? (() => []);
    this.log = options.log;
    this.now = options.now ?? Date.now;
    this.containerSettings = options.containers ?? (() => USUAL_CONTAINERS);
    this.#polling = new Polling({
      store: this.store,
      connectionTo: (nodeId) => this.#connection(nodeId),
      now: this.now,
      intervalMs: options.intervalMs ?? (() => 1000),
      timeoutMs: ANSWER_MS,
      onFoundAnswer: (node, answer) => this.found.took(node, answer),
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
    this.credentials = new Credentials({
      store: this.store,
      found: this.found,
      connect: () => this.connect(),
    });
    this.#listing = new Listing({
      store: this.store,
      log: this.log,
      now: this.now,
      finder: this.found,
      isLookedAt: () => this.#attention.any,
      onListed: () => {
        const up = new Set(this.store.topologies.flatMap((t) => t.nodes.filter(isUp).map(connectionKey)));
        this.#connections.keepOnly((key) => up.has(key) || this.found.isUsing(key));
        this.#polling.kick();
      },
    });
    this.#link = new EngineLink({
      endpoint: options.endpoint,
      store: this.store,
      log: this.log,
      foreign: () => this.found.enabled,
      isLookedAt: () => this.#attention.any,
      use: (engine) => this.#use(engine),
      list: () => this.#listing.everything(),
      onEvent: (event) => this.#onEvent(event),
      onEvents: () => this.#listing.soon(),
    });
  }

  /** Where the engine listens that is in use, or was last tried; undefined before the first use. */
  get endpoint(): Endpoint | undefined {
    return this.#link.endpoint;
  }

  /** The labs of the other engines in this window: who lets a user choose offers what is there too. */
  get beside(): readonly Lab[] {
    return this.#beside();
  }

  /**
   * The engine, connected and listed. Only the first call does it; the others wait for the same.
   * @throws Failure when no engine can be reached
   */
  connect(): Promise<Engine> {
    return this.#link.connect();
  }

  /** Connects anew, perhaps to another engine. How it went is the store's engine status. */
  async reconnect(): Promise<void> {
    this.#link.close();
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
    const first = !this.#attention.any;
    this.#attention.set(who, what);
    // What came while nobody looked has not been asked what it is.
    if (first && this.#link.engine && this.found.enabled) this.#listing.soon();
    this.#polling.attention(who, what);
    this.#attention.tell();
  }

  /** Whether somebody looks at a topology. */
  isLookedAt(topologyId: string): boolean {
    return this.#attention.isOn(topologyId);
  }

  /** Tells when somebody began or ceased to look at something. */
  onAttention(listener: () => void): () => void {
    return this.#attention.onChange(listener);
  }

  /** The ways to a node's server; undefined while the engine is not connected, or when there is no such node. */
  targetTo(nodeId: string): Target | undefined {
    const { engine } = this.#link;
    const found = this.store.findNode(nodeId);
    if (!engine || !found) return undefined;
    const { topology, node } = found;
    return targetOf(
      engine,
      node,
      () => this.credentials.loginFor(engine, node, topology),
      () => this.credentials.identityOf(engine, node, topology),
    );
  }

  onEvent(listener: (event: EngineEvent) => void): () => void {
    this.#eventListeners.add(listener);
    return () => this.#eventListeners.delete(listener);
  }

  /** Closes the connection to a node's server: the next one is opened with what is known by then. */
  reopen(node: NodeSnapshot): void {
    this.#connections.drop(connectionKey(node));
  }

  /** Lists anew because the user wants other containers to be looked at, or left alone. */
  discoveryChanged(): void {
    this.#link.watch();
  }

  /** A connection to a node's server. @throws Failure when there is no such node (any more) */
  async connectionTo(nodeId: string): Promise<NodeConnection> {
    await this.connect();
    const connection = this.#connection(nodeId);
    if (!connection) throw new Failure(text('There is no node {0} any more.', nodeId));
    return connection;
  }

  /** An operation begins to make a topology, with secrets that need not be read back. */
  beginMaking(topologyId: string, secrets: Secrets): void {
    this.#listing.beginMaking(topologyId);
    this.credentials.remember(topologyId, secrets);
  }

  /** The making ended; `proven` when its readiness was. */
  endMaking(topologyId: string, proven: boolean): void {
    this.#listing.endMaking(topologyId, proven);
    if (!proven) this.credentials.forget(topologyId);
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
    this.#link.dispose();
    this.#polling.dispose();
    this.#eventListeners.clear();
    this.#attention.dispose();
  }

  /** Everything that is known of another engine's containers is forgotten with it. */
  #use(engine: Engine | undefined): void {
    clearInterval(this.#safety);
    this.#listing.use(engine);
    if (!engine) {
      this.#connections.closeAll();
      return;
    }
    this.#safety = setInterval(() => {
      const listing = this.#listing.everything(this.#attention.any);
      listing.catch((error: unknown) => this.log.debug(`list: ${reasonOf(error)}`));
    }, SAFETY_MS);
    this.#safety.unref();
  }

  #connection(nodeId: string): NodeConnection | undefined {
    const target = this.targetTo(nodeId);
    const found = this.store.findNode(nodeId);
    return target && found && this.#connections.to(connectionKey(found.node), target);
  }

  #onEvent(event: EngineEvent): void {
    for (const listener of [...this.#eventListeners]) listener(event);
    this.#listing.hear(event);
  }
}

const isUp = (node: NodeSnapshot) => node.container.state === 'running' || node.container.state === 'paused';
