/** Whom a server lets in. Passwords and their hashes are never here: it is shown to people. */
export interface Entrance {
  /** For who gives no name, the user `default`: `open` to everybody, to who knows the `password`, or `closed`. */
  readonly unnamed: 'open' | 'password' | 'closed';
  /** Users who can log in; undefined where the server knows none (before 6.0) or does not say. */
  readonly users: readonly string[] | undefined;
}

/** As whom one server logs in to another; that it gives a password is meant. Without a name it is the user `default`. */
export interface ShownLogin {
  readonly user: string | undefined;
}

/** What is wrong with a login, as far as that can be told without its password. */
export type LoginFault = 'noPassword' | 'noName' | 'unknownName';

/** Why a server refuses who comes with this login, or with none; undefined when nothing speaks against it. */
export function loginFault(
  { unnamed, users }: Entrance,
  login: ShownLogin | undefined,
): LoginFault | undefined {
  if (login === undefined) return unnamed === 'open' ? undefined : 'noPassword';
  if (login.user === undefined) return unnamed === 'closed' ? 'noName' : undefined;
  return users && !users.includes(login.user) ? 'unknownName' : undefined;
}

/** Whom it lets in, in the words of its own settings. */
export function entranceWords({ unnamed, users }: Entrance): string {
  if (!users) return unnamed === 'open' ? 'requirepass is not set' : 'requirepass is set';
  const standard = {
    open: 'user default on nopass',
    password: 'user default on #… (requirepass)',
    closed: 'user default off',
  };
  const named = users.filter((user) => user !== 'default');
  return [standard[unnamed], ...(named.length > 0 ? [`may log in: ${named.join(', ')}`] : [])].join('; ');
}
