import type { Engine } from '../docker/engine';
import type { UserName } from '../model/acl/users';
import { type Login, loginAs, ownLogin, type Secrets } from '../model/secrets';
import type { NodeSnapshot, TopologySnapshot } from '../model/snapshot';
import type { Identity } from '../redis/secure';
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

/** How servers are logged in to, and by what they are known over TLS. Kept in memory only. */
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

  /**
   * The certificate of the authority that clients of a topology trust; undefined when it has no TLS. Of servers that
   * somebody else made, the one that the first data node with TLS names.
   * @throws Failure when nobody has it
   */
  async authorityOf(topologyId: string): Promise<string | undefined> {
    const engine = await this.#options.connect();
    const topology = this.#options.store.get(topologyId);
    if (topology?.origin === 'ours') return this.#authorities.of(engine, topology);
    const node = topology?.nodes.find((n) => n.tls !== undefined && n.intended !== 'sentinel');
    return topology && node && (await this.identityOf(engine, node, topology))?.authority;
  }

  /** Found sentinels may have passwords too; what a found topology knows of one of ours is ours to open. */
  async loginFor(engine: Engine, node: NodeSnapshot, topology: TopologySnapshot): Promise<Login | undefined> {
    const ours = this.#ownTopologyOf(node);
    if (topology.origin !== 'found' || ours)
      return ownLogin(await this.#passwords.of(engine, ours ?? topology), node.intended);
    return this.#options.found.loginOf(node);
  }

  /**
   * By what a node is known over TLS: one of ours by its container's name, also where a found topology knows of it;
   * undefined when it does not speak TLS.
   * @throws Failure when the certificates cannot be read
   */
  async identityOf(
    engine: Engine,
    node: NodeSnapshot,
    topology: TopologySnapshot,
  ): Promise<Identity | undefined> {
    const ours = topology.origin === 'ours' ? topology : this.#ownTopologyOf(node);
    if (!ours) return this.#options.found.identityOf(node);
    const authority = await this.#authorities.of(engine, ours);
    return authority === undefined ? undefined : { authority, name: node.container.name };
  }

  /** What a topology that is being made has: it need not be read back. */
  remember(topologyId: string, { issuer, ...logins }: Secrets): void {
    this.#passwords.remember(topologyId, logins);
    this.#authorities.remember(topologyId, issuer?.certificate);
  }

  /** The authority of a topology has another certificate from now on. */
  rememberAuthority(topologyId: string, certificate: string): void {
    this.#authorities.remember(topologyId, certificate);
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
