import type { Check } from '../../model/checks';
import { reasonOf } from '../../model/failure';
import { REWRITE } from '../../model/handover-commands';
import type { Log } from '../../model/log';
import { text } from '../../model/text';
import { ServerError } from '../../redis/connection';
import { prove } from '../proof';
import { proveLinks, proveWrite } from '../prove-replication';
import type { Actor } from './party';
import { roleOf } from './roles';

/** How long replicas may take to follow, sentinels and nodes to agree, ms. A full synchronisation may be needed. */
export const SETTLE_MS = 20_000;

/** Nobody can cancel what is past the point of no return. */
export const FORWARD: AbortSignal = new AbortController().signal;

/** Saves who follows whom, so that it is the same after a restart. A server without a file cannot, which is its wish. */
export async function saveConfigurations(actors: readonly Actor[], log: Log): Promise<void> {
  await Promise.all(
    actors.map(async (a) => {
      const [reply] = await a.connection.batch([REWRITE], 5000).catch((error: unknown) => [error]);
      if (reply instanceof ServerError || reply instanceof Error)
        log.warn(`${a.name}: its configuration was not saved: ${reasonOf(reply)}`);
    }),
  );
}

/** Proves that there is one master, that every replica that takes part follows it, and that writes get there. */
export async function proveRoles(master: Actor, replicas: readonly Actor[]): Promise<Check[]> {
  const one = prove(text('{0} is the only master', master.name), SETTLE_MS, FORWARD, async () => {
    const roles = await Promise.all([master, ...replicas].map(async (a) => ({ a, role: await roleOf(a) })));
    return {
      passed: roles.every(({ a, role }) => (role === 'master') === (a.place.id === master.place.id)),
      evidence: roles.map(({ a, role }) => `${a.name}: ${role}`),
    };
  });
  const links = await Promise.all([one, proveLinks(master, replicas, SETTLE_MS, FORWARD)]);
  return [...links, await proveWrite(master, replicas, undefined, SETTLE_MS, FORWARD)];
}
