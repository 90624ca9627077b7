import { quoted } from '../quoted';
import type { Secrets } from '../secrets';
import type { ServerVersion } from '../server-version';
import type { Spec } from '../spec';
import { dataUserLines, sentinelUserLines, type Users } from './user-lines';
import { USUAL_RIGHTS } from './users';

/**
 * Who may come into a data node, and how it logs in to a master. Every node has the same: any of them may become master
 * or replica.
 */
export function dataAuthLines(spec: Spec, secrets: Secrets, server: ServerVersion): string[] {
  const users = usersOf(spec, secrets, server);
  if (users) return dataUserLines(users);
  const { password } = secrets;
  return password === undefined ? [] : [`requirepass ${quoted(password)}`, `masterauth ${quoted(password)}`];
}

/** Who may come into a sentinel, and how it logs in to others. A password alone is the data nodes' matter. */
export function sentinelAuthLines(spec: Spec, secrets: Secrets, server: ServerVersion): string[] {
  const users = usersOf(spec, secrets, server);
  return users ? sentinelUserLines(users) : [];
}

function usersOf(spec: Spec, { users }: Secrets, server: ServerVersion): Users | undefined {
  return users && { shape: spec.shape, rights: spec.appRights ?? USUAL_RIGHTS, server, passwords: users };
}
