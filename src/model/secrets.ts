import type { UserName, UserPasswords } from './acl/users';
import type { IntendedRole } from './snapshot';
import type { Issuer } from './tls/issuer';

/** What must not stand in a spec, a label, an argument or a log. */
export interface Secrets {
  /** Of the data nodes' default user. */
  readonly password?: string;
  /** Of a topology with TLS: gives its nodes their certificates. */
  readonly issuer?: Issuer;
  /** Of the users that every server of a topology with users has. */
  readonly users?: UserPasswords;
}

/** What is shown to a server at its door. Without a user it is the default user's password. */
export interface Login {
  readonly user?: string;
  readonly password: string;
}

/** How one of a topology's users logs in; the default user where it has no others; undefined where nobody need. */
export function loginAs({ password, users }: Secrets, user: UserName): Login | undefined {
  if (users) return { user, password: users[user] };
  return password === undefined ? undefined : { password };
}

/** How this extension logs in to a node that it made. Without users sentinels ask for no password. */
export function ownLogin(secrets: Secrets, role: IntendedRole): Login | undefined {
  return role === 'sentinel' && !secrets.users ? undefined : loginAs(secrets, 'admin');
}
