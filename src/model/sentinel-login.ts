import type { Login } from './secrets';

/** Tells a sentinel how it logs in to the servers that it monitors under a name. */
export function setLogin(masterName: string, { user, password }: Login): string[] {
  const name = user === undefined ? [] : ['auth-user', user];
  return ['SENTINEL', 'SET', masterName, ...name, 'auth-pass', password];
}
