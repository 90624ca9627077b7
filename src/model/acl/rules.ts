import { atLeast, type ServerVersion } from '../server-version';
import type { Shape } from '../spec';
import type { AppRights } from './users';

/** Whether a server knows all rules used here: %R~, and sub-commands that are allowed one by one. */
export const knowsRules = (server: ServerVersion): boolean => atLeast(server, 7, 0);

const WRITES = ['~*', '&*', '+@all', '-@admin', '-@dangerous'];
const READS = [
  ...['%R~*', '&*', '-@all', '+@read', '+@connection', '+@transaction', '+@scripting'],
  ...['+subscribe', '+psubscribe', '+unsubscribe', '+punsubscribe', '+wait', '-@admin', '-@dangerous'],
];

/** What clients of a cluster ask to find their way. */
const WAY_THROUGH_CLUSTER = ['slots', 'shards', 'nodes', 'myid', 'info', 'keyslot', 'countkeysinslot'];

/** What the user `app` may do on data nodes. */
export function appRules(rights: AppRights, server: ServerVersion): string[] {
  if (rights === 'full') return ['~*', '&*', '+@all'];
  return [
    ...(rights === 'readWrite' ? WRITES : READS),
    // Read-only; counted as dangerous because they tell of others.
    '+info',
    '+role',
    ...introduction(server),
    ...WAY_THROUGH_CLUSTER.map((command) => `+cluster|${command}`),
  ];
}

/**
 * What a replica does at its master. Masters of a cluster that move whole slots come to each other as the same user: in
 * Redis 8.4 the taker fetches them as a replica would; in Valkey 9 the giver sends them, keys and the writes of clients
 * meanwhile, as commands which the taker checks.
 */
export function replicationRules(shape: Shape, server: ServerVersion): string[] {
  const fetch = ['-@all', '+ping', '+psync', '+replconf'];
  if (shape !== 'cluster') return fetch;
  if (server.product === 'redis') return atLeast(server, 8, 4) ? [...fetch, '+cluster|syncslots'] : fetch;
  if (!atLeast(server, 9, 0)) return fetch;
  const take = ['+cluster|syncslots', '+select', '+@write', '+@transaction'];
  return ['~*', ...fetch, ...take, '-flushall', '-flushdb', '-swapdb'];
}

/** What sentinels do at data nodes (https://redis.io/docs/latest/operate/oss_and_stack/management/sentinel/). */
export function sentinelRules(server: ServerVersion): string[] {
  const coordinates = server.product === 'valkey' && atLeast(server, 9, 0);
  return [
    ...['resetchannels', '&__sentinel__:hello', '-@all'],
    ...['+multi', '+exec', '+slaveof', '+ping', '+subscribe', '+publish', '+info', '+role'],
    ...['+config|rewrite', '+client|setname', '+client|kill', '+script|kill'],
    ...(coordinates ? ['+failover'] : []),
  ];
}

/** What sentinels do at each other. */
export const PEER_RULES = [
  ...['resetchannels', '&__sentinel__:hello', '-@all'],
  ...['+ping', '+publish', '+sentinel|is-master-down-by-addr', '+client|setname'],
];

/** What programs ask sentinels: who is master, and to be told when that changes. */
export function appAtSentinelRules(server: ServerVersion): string[] {
  const asked = ['get-master-addr-by-name', 'master', 'masters', 'replicas', 'slaves', 'sentinels', 'myid'];
  return [
    ...['&*', '-@all', '+ping', '+info', '+role'],
    ...['+subscribe', '+psubscribe', '+unsubscribe', '+punsubscribe', ...introduction(server)],
    ...asked.map((command) => `+sentinel|${command}`),
  ];
}

/** How clients introduce themselves when they connect. */
function introduction(server: ServerVersion): string[] {
  const told = ['setname', 'getname', 'id', ...(atLeast(server, 7, 2) ? ['setinfo'] : [])];
  return told.map((command) => `+client|${command}`);
}
