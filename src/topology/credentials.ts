import type { Engine } from '../docker/engine';
import type { UserName } from '../model/acl/users';
import { type Login, loginAs, ownLogin, type Secrets } from '../model/secrets';
import type { NodeSnapshot, TopologySnapshot } from '../model/snapshot';
import { Authorities } from './authorities';
import type { Finder } from './found/finder';
import { Passwords } from './passwords';
import type { Store } from './store';

interface CredentialsOptions {
  readonly store: Store;
  /** Knows how to log in to what we did not make. */
  readonly found: Finder;
  /** The engine, connected. @throws Failure */
  readonly connect: () => Promise<Engine>;
}

/** How servers are logged in to, and by which authority's certificate they are known. Kept in memory only. */
export class Credentials {
  readonly #options: CredentialsOptions;
  readonly #passwords = new Passwords();
  readonly #authorities = new Authorities();

  constructor(options: CredentialsOptions) {
    this.#options = options;
  }

  /**
   * All secrets of a topology that was made here, from memory or out of a container; of another the password alone.
   * @throws Failure when they cannot be read back
   */
  async secretsOf(topologyId: string): Promise<Secrets> {
    const engine = await this.#options.connect();
    const topology = this.#options.store.get(topologyId);
    if (topology?.origin === 'ours') return this.#passwords.of(engine, topology);
    const login = await this.loginOf(topologyId, 'admin');
    return login && login.user === undefined ? { password: login.password } : {};
  }

  /**
   * How one of a topology's users logs in to its data nodes, where they ask who comes. Of servers that somebody else
   * made one login is known, which then serves for everything.
   * @throws Failure when it cannot be read back
   */
  async loginOf(topologyId: string, user: UserName): Promise<Login | undefined> {
    const topology = this.#options.store.get(topologyId);
    const engine = await this.#options.connect();
    if (!topology) return undefined;
    if (topology.origin !== 'found') return loginAs(await this.secretsOf(topologyId), user);
    for (const node of topology.nodes.filter((n) => n.intended !== 'sentinel')) {
      const login = await this.loginFor(engine, node, topology);
      if (login) return login;
    }
    return undefined;
  }

  /** The certificate of a topology's own authority; undefined when it has no TLS. @throws Failure when nobody has it */
  async authorityOf(topologyId: string): Promise<string | undefined> {
    const engine = await this.#options.connect();
    const topology = this.#options.store.get(topologyId);
    return topology?.origin === 'ours' ? this.#authorities.of(engine, topology) : undefined;
  }

  /** Found sentinels may have passwords too; what a found topology knows of one of ours is ours to open. */
  async loginFor(engine: Engine, node: NodeSnapshot, topology: TopologySnapshot): Promise<Login | undefined> {
    const ours = this.#ownTopologyOf(node);
    if (topology.origin !== 'found' || ours)
      return ownLogin(await this.#passwords.of(engine, ours ?? topology), node.intended);
    return this.#options.found.loginOf(node);
  }

  /** What a found topology knows of one of ours speaks TLS as ours does. */
  async authorityFor(
    engine: Engine,
    node: NodeSnapshot,
    topology: TopologySnapshot,
  ): Promise<string | undefined> {
    const ours = topology.origin === 'ours' ? topology : this.#ownTopologyOf(node);
    return ours && this.#authorities.of(engine, ours);
  }

  /** What a topology that is being made has: it need not be read back. */
  remember(topologyId: string, { issuer, ...logins }: Secrets): void {
    this.#passwords.remember(topologyId, logins);
    this.#authorities.remember(topologyId, issuer?.certificate);
  }

  forget(topologyId: string): void {
    this.#passwords.forget(topologyId);
    this.#authorities.forget(topologyId);
  }

  /** The topology of ours that a container belongs to. */
  #ownTopologyOf({ container }: NodeSnapshot): TopologySnapshot | undefined {
    const isThis = (n: NodeSnapshot) => n.container.id === container.id;
    return this.#options.store.topologies.find((t) => t.origin === 'ours' && t.nodes.some(isThis));
  }
}
