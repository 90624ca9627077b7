import type { UserName } from '../acl/users';
import { publishedAt } from '../published';
import { monitoredName } from '../sentinel-opinion';
import type { NodeSnapshot, TopologySnapshot } from '../snapshot';
import { speaksTls } from '../speaks-tls';
import { arrange, observedRole } from '../structure';
import { announcedFor, type ClientPlace, HOST_NAME } from './announced';

export interface Address {
  /** Name or address, without brackets. */
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
  /** The same for sentinels, by which they name each other: for clients that ask one of them for the others. */
  readonly sentinelMap: readonly Mapped[];
  /** Whom programs log in as, at data nodes and sentinels alike; undefined: the default user of the data nodes. */
  readonly user: string | undefined;
  /** Whether a password is asked for: code reads it from the environment variable {@link PASSWORD_VARIABLE}. */
  readonly password: boolean;
  /** Whether servers speak TLS: code finds the authority’s certificate in the file that {@link CA_VARIABLE} names. */
  readonly tls: boolean;
  /** The machine from which alone these addresses lead there; undefined: from this one, or from any container. */
  readonly onlyOn: string | undefined;
}

const APP: UserName = 'app';

/** The environment variable that code takes the password from. */
export const PASSWORD_VARIABLE = 'REDIS_PASSWORD';

/** The environment variable that names the file with the certificate of the topology's authority. */
export const CA_VARIABLE = 'REDIS_CA_FILE';

/** Whatever servers name that a client cannot reach by that name. */
export const allMapped = ({ natMap, sentinelMap }: WayIn): readonly Mapped[] => [...natMap, ...sentinelMap];

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
  const outside = outsideOf(snapshot);
  const at = place === 'host' ? outside : inside;
  const mapped = (nodes: readonly NodeSnapshot[]) =>
    place === 'host' && snapshot.shape !== 'replication' ? natMap(nodes, snapshot, outside) : [];
  return {
    shape: snapshot.shape,
    masterName: monitoredName(snapshot),
    nodes: mastersFirst.map(at).filter(isThere),
    sentinels: sentinels.map(at).filter(isThere),
    natMap: mapped(data),
    sentinelMap: mapped(sentinels),
    user: snapshot.spec?.auth === 'users' ? APP : undefined,
    password,
    tls: speaksTls(snapshot),
    onlyOn: place === 'host' ? onlyOn(snapshot) : undefined,
  };
}

type Place = (node: NodeSnapshot) => Address | undefined;

const inside: Place = ({ container, port }) =>
  container.ip === undefined ? undefined : { host: container.ip, port };

/** Published ports, as seen from here: on an engine elsewhere they are at that machine's name. */
const outsideOf =
  ({ engine }: TopologySnapshot): Place =>
  ({ container }) => {
    const found = publishedAt(engine, container);
    return found && { host: found.host, port: found.port };
  };

/** All ports of a topology are published alike. */
const onlyOn = ({ engine, nodes }: TopologySnapshot): string | undefined =>
  nodes.map(({ container }) => publishedAt(engine, container)?.onlyOn).find(isThere);

/** From what servers call each other to where this machine reaches them; what is the same needs no entry. */
function natMap(nodes: readonly NodeSnapshot[], snapshot: TopologySnapshot, outside: Place): Mapped[] {
  const called: Place =
    announcedFor(snapshot) === 'host' ? ({ port }) => ({ host: HOST_NAME, port }) : inside;
  return nodes.flatMap((node) => {
    const [from, to] = [called(node), outside(node)];
    if (!from || !to || (from.host === to.host && from.port === to.port)) return [];
    return [{ inside: from, outside: to }];
  });
}

const isThere = <T>(v: T | undefined): v is T => v !== undefined;
