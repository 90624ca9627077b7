import type { ContainerRow } from '../../docker/containers';
import type { Engine } from '../../docker/engine';
import type { Log } from '../../model/log';
import type { Login } from '../../model/secrets';
import type { Answer, NodeSnapshot, TopologySnapshot } from '../../model/snapshot';
import type { Connections } from '../../redis/connections';
import type { Identity } from '../../redis/secure';
import { isDouble, isIgnored, mayBeServer } from './candidate';
import { Certificates } from './certificates';
import { ContainerCase } from './container-case';
import type { DiscoverySettings } from './discovery-settings';
import { foundTopologies } from './found-topologies';
import { Inquiries } from './inquiries';
import type { KnownServer } from './known-server';
import { AskedLogins, type Secrets } from './passwords';
import { spokenOf } from './spoken-of';
import type { TlsFiles } from './tls-told';

export interface FinderOptions {
  readonly connections: Connections;
  readonly secrets: Secrets;
  readonly settings: () => DiscoverySettings;
  readonly log: Log;
  readonly now: () => number;
  /** How long a server may take to answer, ms. */
  readonly timeoutMs: number;
  /** Something was found, or nodes say something else of each other: list again. */
  readonly onChange: () => void;
}

/** A server, as who shows it names it. */
export type ServerPlace = Pick<NodeSnapshot, 'container' | 'port'>;

/**
 * Finds the servers that we did not make, and knows what they last said. What it does to them: asks, over the one
 * connection that the polling then goes on with.
 */
export class Finder {
  readonly #options: FinderOptions;
  readonly #logins: AskedLogins;
  readonly #certificates: Certificates;
  readonly #inquiries: Inquiries;
  readonly #cases = new Map<string, ContainerCase>();
  #engine: Engine | undefined;

  constructor(options: FinderOptions) {
    this.#options = options;
    this.#logins = new AskedLogins(options.secrets);
    this.#certificates = new Certificates(options.now);
    this.#inquiries = new Inquiries({
      ...options,
      loginOf: (server) => this.#loginOf(server),
      identityOf: (server) => this.#identityOf(server),
    });
  }

  /** From now on this engine is searched; undefined: none. */
  use(engine: Engine | undefined): void {
    this.#engine = engine;
    this.#cases.clear();
    this.#inquiries.use(engine);
  }

  get enabled(): boolean {
    return this.#options.settings().enabled;
  }

  /** Whether containers are being examined. */
  get busy(): boolean {
    return this.#inquiries.busy;
  }

  /** The connections that inquiries use, by key: others may not close them. */
  isUsing(key: string): boolean {
    const at = key.lastIndexOf(':');
    const one = this.#cases.get(key.slice(0, at));
    return one !== undefined && (one.examining || one.servers.has(Number(key.slice(at + 1))));
  }

  /**
   * Takes note of what containers there are.
   * @param mayAsk whether those that are new may be examined now
   */
  look(rows: readonly ContainerRow[], mayAsk: boolean): void {
    const { ignore } = this.#options.settings();
    const present = new Map(
      rows
        .filter((row) => !row.labels && mayBeServer(row) && !isIgnored(row.facts.name, ignore))
        .filter((row) => !isDouble(row, rows))
        .map((row) => [row.facts.id, row]),
    );
    for (const id of [...this.#cases.keys()]) if (!present.has(id)) this.#cases.delete(id);
    for (const [id, row] of present) {
      const known = this.#cases.get(id);
      if (known) known.see(row);
      else this.#cases.set(id, new ContainerCase(row));
    }
    if (mayAsk) this.#inquiries.begin(this.#cases.values());
  }

  /** Waits until what is being examined is, at most so long, ms. Gives whether anything was. */
  settle(mostMs: number): Promise<boolean> {
    return this.#inquiries.settle(mostMs);
  }

  /** What the servers found make up, by what they last said. */
  topologies(
    rows: readonly ContainerRow[],
    ours: readonly TopologySnapshot[],
    previous: ReadonlyMap<string, TopologySnapshot>,
  ): TopologySnapshot[] {
    const engine = this.#engine;
    if (!engine || !this.enabled) return [];
    const found = new Map(this.#servers().map((server) => [server.id, server]));
    const made = foundTopologies(
      { servers: [...found.values()].map((server) => server.found), rows, ours, previous },
      { engine, now: this.#options.now(), answerOf: ({ id }) => found.get(id)?.answer },
    );
    // What is only half found would keep an id that no other window gives it.
    for (const { id, nodes } of this.busy ? [] : made) {
      for (const node of nodes) {
        const server = this.#serverAt(node);
        if (server) server.topology = id;
      }
    }
    if (spokenOf(made, this.#cases.values()) > 0) this.#options.onChange();
    return made;
  }

  /** A server answered, or failed to. */
  took(node: ServerPlace, answer: Answer): void {
    if (this.#serverAt(node)?.take(answer)) this.#options.onChange();
  }

  /** How a server lets us in: asked for, or found where it was started. */
  async loginOf(node: ServerPlace): Promise<Login | undefined> {
    const server = this.#serverAt(node);
    return server && this.#loginOf(server);
  }

  /** By what a server is known over TLS; undefined when it is spoken to without. @throws Failure */
  async identityOf(node: ServerPlace): Promise<Identity | undefined> {
    const server = this.#serverAt(node);
    return server && this.#identityOf(server);
  }

  /** The files of its container with which a server speaks TLS, if it does. */
  tlsFilesOf(node: ServerPlace): TlsFiles | undefined {
    const server = this.#serverAt(node);
    return server?.tls && server.home.startup?.tls?.files;
  }

  /** Uses a typed login from now on; {@link keepLogin} or {@link discardLogin} says how it went. */
  tryLogin(node: ServerPlace, login: Login): void {
    const server = this.#serverAt(node);
    if (this.#engine && server) this.#logins.attempt(this.#engine.id, server.id, login);
  }

  async keepLogin(node: ServerPlace): Promise<void> {
    const server = this.#serverAt(node);
    if (this.#engine && server) await this.#logins.keep(this.#engine.id, server.id);
  }

  discardLogin(node: ServerPlace): void {
    const server = this.#serverAt(node);
    if (this.#engine && server) this.#logins.discard(this.#engine.id, server.id);
  }

  async #loginOf({ id, home }: KnownServer): Promise<Login | undefined> {
    const asked = this.#engine && (await this.#logins.of(this.#engine.id, id));
    return asked ?? home.startup?.login;
  }

  async #identityOf({ tls, home }: KnownServer): Promise<Identity | undefined> {
    return this.#engine && tls && this.#certificates.of(this.#engine, home);
  }

  #servers(): KnownServer[] {
    return [...this.#cases.values()].flatMap((one) => [...one.servers.values()]);
  }

  #serverAt({ container, port }: ServerPlace): KnownServer | undefined {
    return this.#cases.get(container.id)?.servers.get(port);
  }
}
