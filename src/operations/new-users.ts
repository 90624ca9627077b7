import { randomInt } from 'node:crypto';
import { USER_NAMES, type UserName, type UserPasswords } from '../model/acl/users';
import { randomPassword } from '../model/random-password';

/** A password for each user of a new topology. Nobody chooses or types one: they are read back when they are needed. */
export function newUsers(): UserPasswords {
  const made = USER_NAMES.map((name) => [name, randomPassword((n) => randomInt(n))]);
  return Object.fromEntries(made) as Record<UserName, string>;
}
