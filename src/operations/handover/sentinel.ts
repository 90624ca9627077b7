import { reasonOf, throwIfCancelled } from '../../model/failure';
import type { Login } from '../../model/secrets';
import { text } from '../../model/text';
import { announceMaster, heraldsFor } from './announce';
import { drawNear } from './draw-near';
import { win } from './election';
import { monitorAnew, type Telling } from './monitor-anew';
import type { Actor } from './party';
import type { HandoverResult } from './result';
import { proveSentinelsAgree } from './sentinels-agree';
import { proveRoles, saveConfigurations } from './settle';
import { type Cast, switchRoles } from './switch-roles';

/** Of the 500 ms that writers may wait, how many for the replica to have everything. */
const EQUAL_WITHIN_MS = 150;

interface Deployment {
  /** What its sentinels call the master. */
  readonly name: string;
  /** How they log in to it. */
  readonly login: Login | undefined;
}

/**
 * Hands the master of a Sentinel deployment over. SENTINEL FAILOVER is not used: its states advance on a timer, it
 * learns of the promotion by an INFO a second (SENTINEL DEBUG info-period does not apply while it fails over), and
 * it demotes the old master eleven seconds later. Instead the roles are switched as in a plain group, and the
 * sentinels told as they tell each other: a majority votes for an epoch beforehand, and while writes are held each
 * gets the hello that names the new master. They take it up at once, all with the same epoch, and begin nothing.
 * @throws Failure, Cancelled
 */
export async function handOverSentinel(
  cast: Cast,
  sentinels: readonly Actor[],
  deployment: Deployment,
  signal: AbortSignal,
): Promise<Pick<HandoverResult, 'heldMs' | 'lostBytes' | 'checks'>> {
  const { to, master, others, journal, log } = cast;
  // Votes are asked for only when they will be used.
  await drawNear(master, to, EQUAL_WITHIN_MS / 2, signal);
  const tell = await prepare(cast, sentinels, deployment);
  throwIfCancelled(signal);
  const switched = await switchRoles(cast, EQUAL_WITHIN_MS, signal, async () => {
    await tell.master(to.place).catch((error: unknown) => log.warn(reasonOf(error)));
    journal.note(text('The sentinels name {0}', to.name));
  });
  await tell.settings();
  const replicas = [master, ...others];
  await saveConfigurations([to, ...replicas], log);
  const [roles, agreed] = await Promise.all([
    proveRoles(to, replicas),
    proveSentinelsAgree(
      deployment.name,
      to.place,
      replicas.map((r) => r.place),
      sentinels,
    ),
  ]);
  journal.note(text('Every replica follows {0}, and every sentinel agrees', to.name));
  return { ...switched, checks: [...roles, agreed] };
}

/** What can be done before writes are held. @returns what tells the sentinels */
async function prepare(
  { plan, master, journal, log }: Cast,
  sentinels: readonly Actor[],
  { name, login }: Deployment,
): Promise<Telling> {
  if (plan.method === 'monitor') {
    const tellings = await Promise.all(sentinels.map((s) => monitorAnew(s, name, login)));
    return {
      master: async (at) => void (await Promise.all(tellings.map((telling) => telling.master(at)))),
      settings: async () => void (await Promise.all(tellings.map((telling) => telling.settings()))),
    };
  }
  const mandate = await win(sentinels, name, master.place);
  journal.note(text('The sentinels voted for epoch {0}', mandate.epoch));
  const heralds = await heraldsFor(sentinels, name, mandate.leader);
  return { master: (at) => announceMaster(heralds, name, at, mandate, log), settings: async () => {} };
}
