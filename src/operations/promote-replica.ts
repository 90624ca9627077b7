import type { Check } from '../model/checks';
import { reasonOf } from '../model/failure';
import type { Log } from '../model/log';
import { fieldsOf } from '../model/parse/sentinel';
import { text } from '../model/text';
import { announceMaster, heraldsFor } from './handover/announce';
import { win } from './handover/election';
import type { Journal } from './handover/journal';
import type { Actor } from './handover/party';
import { makeMaster, redirect } from './handover/roles';
import { proveRoles, saveConfigurations } from './handover/settle';

/**
 * Promotes a replica whose master is gone, has the others follow it, and tells the sentinels, whose votes are asked
 * for first: those who voted begin no failover of their own meanwhile.
 * @throws Failure
 */
export async function promoteReplica(
  to: Actor,
  others: readonly Actor[],
  sentinels: readonly Actor[],
  name: string,
  journal: Journal,
  log: Log,
): Promise<Check[]> {
  // Without a majority nobody can tell the sentinels; it is not they who decide here.
  const tell = await prepare(to, sentinels, name, log).catch((error: unknown) => {
    log.warn(reasonOf(error));
    return undefined;
  });
  await makeMaster(to);
  journal.note(text('{0} is master', to.name));
  await Promise.all(others.map((o) => redirect(o, to)));
  if (tell) {
    await tell();
    journal.note(text('The sentinels name {0}', to.name));
  }
  await saveConfigurations([to, ...others], log);
  const checks = await proveRoles(to, others);
  journal.note(text('Every replica follows {0}', to.name));
  return checks;
}

/** @returns what tells the sentinels; undefined when there are none. @throws Failure when they do not vote */
async function prepare(
  to: Actor,
  sentinels: readonly Actor[],
  name: string,
  log: Log,
): Promise<(() => Promise<void>) | undefined> {
  const [first] = sentinels;
  if (!first) return undefined;
  const seen = fieldsOf(await first.connection.run(['SENTINEL', 'MASTER', name]));
  const old = { ...to.place, ip: seen?.get('ip') ?? '', port: Number(seen?.get('port')) };
  const mandate = await win(sentinels, name, old);
  const heralds = await heraldsFor(sentinels, name, mandate.leader);
  return () => announceMaster(heralds, name, to.place, mandate, log);
}
