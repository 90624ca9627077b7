import type { UserName } from '../acl/users';
import { monitoredName } from '../sentinel-opinion';
import type { NodeSnapshot, TopologySnapshot } from '../snapshot';
import { arrange, observedRole } from '../structure';
import { announcedFor, type ClientPlace } from './announced';

export interface Address {
  readonly host: string;
  readonly port: number;
}

/** What servers call a node, and where the client reaches it instead. */
export interface Mapped {
  readonly inside: Address;
  readonly outside: Address;
}

/** All that a client must know to find its way into a topology. It holds no secret. */
export interface WayIn {
  readonly shape: TopologySnapshot['shape'];
  /** The name that sentinels know the master by. */
  readonly masterName: string;
  /** Data nodes, masters first. */
  readonly nodes: readonly Address[];
  readonly sentinels: readonly Address[];
  /** Needed where servers name addresses that the client cannot reach; empty where they need no translation. */
  readonly natMap: readonly Mapped[];
  /** Whom programs log in as, at data nodes and sentinels alike; undefined: the default user of the data nodes. */
  readonly user: string | undefined;
  /** Whether a password is asked for: code reads it from the environment variable {@link PASSWORD_VARIABLE}. */
  readonly password: boolean;
  /** Whether servers speak TLS: code finds the authority’s certificate in the file that {@link CA_VARIABLE} names. */
  readonly tls: boolean;
}

const APP: UserName = 'app';

/** The environment variable that code takes the password from. */
export const PASSWORD_VARIABLE = 'REDIS_PASSWORD';

/** The environment variable that names the file with the certificate of the topology's authority. */
export const CA_VARIABLE = 'REDIS_CA_FILE';

/**
 * How programs in a place get into a topology, as its nodes are now.
 * @param password whether the servers ask for one
 */
export function wayIn(snapshot: TopologySnapshot, place: ClientPlace, password: boolean): WayIn {
  const { shards, sentinels } = arrange(snapshot);
  const data = shards.flatMap(({ master, replicas }) => (master ? [master, ...replicas] : [...replicas]));
  const mastersFirst = [
    ...data.filter((n) => observedRole(n) === 'master'),
    ...data.filter((n) => observedRole(n) !== 'master'),
  ];
  const at = (node: NodeSnapshot) => (place === 'host' ? outside(node) : inside(node));
  const needsMap = place === 'host' && snapshot.shape !== 'replication' && announcedFor(snapshot) !== 'host';
  return {
    shape: snapshot.shape,
    masterName: monitoredName(snapshot),
    nodes: mastersFirst.map(at).filter(isThere),
    sentinels: sentinels.map(at).filter(isThere),
    natMap: needsMap ? data.map(mapped).filter(isThere) : [],
    user: snapshot.spec?.auth === 'users' ? APP : undefined,
    password,
    tls: snapshot.spec?.tls === true,
  };
}

const inside = ({ container, port }: NodeSnapshot): Address | undefined =>
  container.ip === undefined ? undefined : { host: container.ip, port };

const outside = ({ container }: NodeSnapshot): Address | undefined =>
  container.publishedPort === undefined ? undefined : { host: '127.0.0.1', port: container.publishedPort };

function mapped(node: NodeSnapshot): Mapped | undefined {
  const [from, to] = [inside(node), outside(node)];
  return from && to && { inside: from, outside: to };
}

const isThere = <T>(v: T | undefined): v is T => v !== undefined;
