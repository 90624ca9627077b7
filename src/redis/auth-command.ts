import type { Target } from './target';

/** The command by which we say who we are at a target's server; undefined where it wants to know nothing. */
export async function authCommand({ login }: Target): Promise<[string, ...string[]] | undefined> {
  const found = await login?.();
  if (found === undefined) return undefined;
  return found.user === undefined ? ['AUTH', found.password] : ['AUTH', found.user, found.password];
}
