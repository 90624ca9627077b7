import type { ServerVersion } from '../server-version';
import type { Shape } from '../spec';
import { appAtSentinelRules, appRules, PEER_RULES, replicationRules, sentinelRules } from './rules';
import type { AppRights, UserName, UserPasswords } from './users';

/** What of a topology decides its users. */
export interface Users {
  readonly shape: Shape;
  readonly rights: AppRights;
  readonly server: ServerVersion;
  readonly passwords: UserPasswords;
}

const EVERYTHING = ['~*', '&*', '+@all'];
const NOBODY = 'user default off resetpass resetkeys resetchannels -@all';

/**
 * The lines of a data node's configuration that make its users, and by which it logs in to its master.
 *
 * They stand in the configuration file, not in an ACL file: so CONFIG REWRITE, which every node is told after a change
 * of roles, keeps them too, as hashes. Passwords are letters and digits: nothing needs quotes.
 */
export function dataUserLines({ shape, rights, server, passwords }: Users): string[] {
  const user = lineWith(passwords);
  return [
    NOBODY,
    user('admin', EVERYTHING),
    user('app', appRules(rights, server)),
    user('replication', replicationRules(shape, server)),
    // Sentinels may come to a replication group later; to a cluster never.
    ...(shape === 'cluster' ? [] : [user('sentinel', sentinelRules(server))]),
    'masteruser replication',
    `masterauth ${passwords.replication}`,
  ];
}

/** The same of a sentinel, with what it shows to other sentinels. */
export function sentinelUserLines({ server, passwords }: Users): string[] {
  const user = lineWith(passwords);
  return [
    NOBODY,
    user('admin', EVERYTHING),
    user('app', appAtSentinelRules(server)),
    user('sentinel', PEER_RULES),
    'sentinel sentinel-user sentinel',
    `sentinel sentinel-pass ${passwords.sentinel}`,
  ];
}

const lineWith = (passwords: UserPasswords) => (name: UserName, rules: readonly string[]) =>
  `user ${name} on >${passwords[name]} ${rules.join(' ')}`;
