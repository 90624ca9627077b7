import { listTopologyContainers } from '../docker/containers';
import type { Endpoint } from '../docker/endpoint';
import type { Engine } from '../docker/engine';
import { engineFailure } from '../docker/engine-failure';
import { type EngineEvent, watchEvents } from '../docker/events';
import { readFile } from '../docker/files';
import { Failure, reasonOf } from '../model/failure';
import type { Log } from '../model/log';
import { COMPLETE_MARK, DATA_DIR } from '../model/plan';
import type { NodeSnapshot, TopologySnapshot } from '../model/snapshot';
import { text } from '../model/text';
import type { NodeConnection } from '../redis/connection';
import { Connections } from '../redis/connections';
import { type Remains, topologiesOf } from './discover';
import { Passwords } from './passwords';
import { Polling } from './polling';
import { findRemains } from './remains';
import { Store } from './store';
import { targetOf } from './targets';

export interface LabOptions {
  /** Says which engine to use; asked again at each reconnect. */
  readonly endpoint: () => Promise<Endpoint>;
  readonly log: Log;
  readonly now?: () => number;
  /** ms between two rounds of asking the nodes; default 1000. */
  readonly intervalMs?: () => number;
}

/** Events come in bursts: the list is read once for all that arrive within this. ms */
const SETTLE_MS = 40;
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
  readonly #complete = new Set<string>();
  readonly #making = new Set<string>();
  readonly #lookers = new Set<string>();
  readonly #eventListeners = new Set<(event: EngineEvent) => void>();
  #connecting: Promise<Engine> | undefined;
  #engine: Engine | undefined;
  #events: { dispose(): void } | undefined;
  #settle: NodeJS.Timeout | undefined;
  #safety: NodeJS.Timeout | undefined;
  #retry: NodeJS.Timeout | undefined;
  #listing: Promise<void> | undefined;
  #listAgain = false;
  #remains: readonly Remains[] = [];
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
    const engine = await this.connect();
    this.#remains = await findRemains(engine, this.now());
    await this.#list();
    await this.#polling.askNow(
      this.store.topologies.flatMap((topology) => topology.nodes.map((node) => ({ topology, node }))),
    );
  }

  /** Lists the engine's containers anew, without asking the nodes. */
  async relist(): Promise<void> {
    const engine = await this.connect();
    this.#remains = await findRemains(engine, this.now());
    await this.#list();
  }

  /** Asks the nodes of one topology now. */
  async askAll(topologyId: string): Promise<TopologySnapshot | undefined> {
    const topology = this.store.get(topologyId);
    if (topology) await this.#polling.askNow(topology.nodes.map((node) => ({ topology, node })));
    return this.store.get(topologyId);
  }

  /** Tells what `who` looks at: a topology's id, all of them, or nothing. Only what is looked at is polled. */
  attention(who: string, what: string | undefined): void {
    if (what === undefined) this.#lookers.delete(who);
    else this.#lookers.add(who);
    this.#polling.attention(who, what);
  }

  onEvent(listener: (event: EngineEvent) => void): () => void {
    this.#eventListeners.add(listener);
    return () => this.#eventListeners.delete(listener);
  }

  /** The topology's password, from memory or out of a container; undefined when it has none. */
  async passwordOf(topologyId: string): Promise<string | undefined> {
    const topology = this.store.get(topologyId);
    return topology && this.#passwords.of(await this.connect(), topology);
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
    this.#making.add(topologyId);
    this.#passwords.remember(topologyId, password);
  }

  /** The making ended; `proven` when its readiness was. */
  endMaking(topologyId: string, proven: boolean): void {
    this.#making.delete(topologyId);
    if (proven) this.#complete.add(topologyId);
    else this.#passwords.forget(topologyId);
  }

  dispose(): void {
    this.#disposed = true;
    this.#close();
    this.#polling.dispose();
    this.#eventListeners.clear();
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
      this.#remains = await findRemains(engine, this.now());
      await this.#list();
    } catch (error) {
      engine.dispose();
      this.#engine = undefined;
      throw this.#unavailable(engine.name, error);
    }
    this.#events = watchEvents(engine, {
      onEvent: (event) => this.#onEvent(event),
      onConnected: () => this.#onEngineBack(engine),
      onTrouble: (error) => this.#onEngineTrouble(engine, error),
    });
    this.#safety = setInterval(() => {
      this.relist().catch((error: unknown) => this.log.debug(`list: ${reasonOf(error)}`));
    }, SAFETY_MS);
    this.#safety.unref();
    return engine;
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
    for (const timer of [this.#settle, this.#safety, this.#retry]) clearTimeout(timer);
    this.#events?.dispose();
    this.#events = undefined;
    this.#connections.closeAll();
    this.#engine?.dispose();
    this.#engine = undefined;
    this.#connecting = undefined;
    this.#complete.clear();
    this.#remains = [];
  }

  #connection(nodeId: string): NodeConnection | undefined {
    const engine = this.#engine;
    const found = this.store.findNode(nodeId);
    if (!engine || !found) return undefined;
    const { topology, node } = found;
    const password = () =>
      node.intended === 'sentinel' ? Promise.resolve(undefined) : this.#passwords.of(engine, topology);
    return this.#connections.to(nodeId, targetOf(engine, node, password));
  }

  #onEvent(event: EngineEvent): void {
    for (const listener of [...this.#eventListeners]) listener(event);
    this.#listSoon();
  }

  #onEngineBack(engine: Engine): void {
    if (this.store.engine.kind !== 'ready')
      this.store.setEngine({ kind: 'ready', name: engine.name, version: '' });
    this.#listSoon();
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

  #listSoon(): void {
    clearTimeout(this.#settle);
    this.#settle = setTimeout(() => {
      this.#list().catch((error: unknown) => this.log.warn(`list: ${reasonOf(error)}`));
    }, SETTLE_MS);
  }

  /** One listing at a time; what happens meanwhile is caught by one more. */
  #list(): Promise<void> {
    if (this.#listing) {
      this.#listAgain = true;
      return this.#listing;
    }
    const run = async () => {
      do {
        this.#listAgain = false;
        await this.#listOnce();
      } while (this.#listAgain);
    };
    this.#listing = run().finally(() => {
      this.#listing = undefined;
    });
    return this.#listing;
  }

  async #listOnce(): Promise<void> {
    const engine = this.#engine;
    if (!engine) return;
    const rows = await listTopologyContainers(engine);
    await this.#readMarks(engine, rows);
    if (this.#engine !== engine) return;
    const previous = new Map(this.store.topologies.map((t) => [t.id, t]));
    const topologies = topologiesOf(rows, {
      previous,
      complete: this.#complete,
      making: this.#making,
      engine: engine.id,
      now: this.now(),
      remains: this.#remains,
    });
    this.#connections.keepOnly(new Set(topologies.flatMap((t) => t.nodes.filter(isUp).map((n) => n.id))));
    this.store.setTopologies(topologies);
    this.#polling.kick();
  }

  /** Looks for the mark of a finished creation in the first node of every topology not known to be finished. */
  async #readMarks(engine: Engine, rows: Awaited<ReturnType<typeof listTopologyContainers>>): Promise<void> {
    const unknown = rows.filter(
      (r) =>
        r.labels?.index === 0 &&
        !this.#complete.has(r.labels.topology) &&
        !this.#making.has(r.labels.topology),
    );
    await Promise.all(
      unknown.map(async (row) => {
        const id = row.labels?.topology;
        const mark = await readFile(engine, row.facts.id, `${DATA_DIR}/${COMPLETE_MARK}`).catch(
          (error: unknown) => {
            this.log.debug(`no mark read from ${row.facts.name}: ${reasonOf(error)}`);
            return undefined;
          },
        );
        if (id !== undefined && mark !== undefined) this.#complete.add(id);
      }),
    );
  }
}

const isUp = (node: NodeSnapshot) => node.container.state === 'running' || node.container.state === 'paused';
