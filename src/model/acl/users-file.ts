import { USER_NAMES, type UserName, type UserPasswords } from './users';

/**
 * Where each node keeps the users' passwords, beside its configuration: a server that rewrites its configuration keeps
 * their hashes alone, from which nobody could log in or copy a password.
 */
export const USERS_FILE = '.topology-users';

/** A line for each user: its name, a space, its password. A shell in the container reads it too (ui/cli-command.ts). */
export function usersFile(passwords: UserPasswords): string {
  return USER_NAMES.map((name) => `${name} ${passwords[name]}\n`).join('');
}

/** Reads them back; undefined when a user is missing. */
export function readUsersFile(content: string): UserPasswords | undefined {
  const found: Partial<Record<UserName, string>> = {};
  for (const name of USER_NAMES) {
    const line = content.split('\n').find((l) => l.startsWith(`${name} `));
    if (line === undefined || line.length === name.length + 1) return undefined;
    found[name] = line.slice(name.length + 1);
  }
  return found as UserPasswords;
}
