import type { Login } from '../../model/secrets';

/** The words of MIGRATE by which the source logs in to the target. */
export function migrateAuth(login: Login | undefined): string[] {
  if (!login) return [];
  return login.user === undefined ? ['AUTH', login.password] : ['AUTH2', login.user, login.password];
}
