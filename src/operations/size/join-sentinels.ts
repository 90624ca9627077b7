import { fieldsOf } from '../../model/parse/sentinel';
import type { Login } from '../../model/secrets';
import type { SentinelSpec } from '../../model/spec';
import { text } from '../../model/text';
import type { Member } from '../member';
import { waitUntilUp } from '../wait-until-up';
import { introduce, monitor, type Watching } from '../wire-sentinel';
import type { Work } from '../work';
import { replicasOf } from './join-replication';

/**
 * Makes running sentinels watch the master with the settings that the others have, makes all of them know each other,
 * and gives all the same quorum. May be repeated.
 * @throws Failure saying which node did not do what; Cancelled
 */
export async function joinSentinels(
  master: Member,
  present: readonly Member[],
  added: readonly Member[],
  spec: SentinelSpec,
  login: Login | undefined,
  work: Work,
): Promise<void> {
  await Promise.all(added.map((s) => waitUntilUp(s, work.signal)));
  const watching = await settingsOf(present[0], spec);
  work.step(text('The new sentinels begin to watch {0}', master.name));
  await Promise.all(added.map((s) => monitor(s, master, watching, login)));
  await introduce([...present, ...added], master, await replicasOf(master), spec.name, work.signal);
  await setQuorum([...present, ...added], spec.name, spec.quorum);
}

/** What a sentinel really goes by, which need not be what was asked for when it was made. */
async function settingsOf(sentinel: Member | undefined, spec: SentinelSpec): Promise<Watching> {
  if (!sentinel) return spec;
  const fields = fieldsOf(await sentinel.connection.run(['SENTINEL', 'MASTER', spec.name]));
  const number = (field: string, otherwise: number) => Number(fields?.get(field) ?? otherwise);
  return {
    name: spec.name,
    quorum: spec.quorum,
    downAfterMs: number('down-after-milliseconds', spec.downAfterMs),
    failoverTimeoutMs: number('failover-timeout', spec.failoverTimeoutMs),
    parallelSyncs: number('parallel-syncs', spec.parallelSyncs),
  };
}

/** Gives sentinels a quorum; each saves it by itself. @throws ServerError, NoRoute, NoAnswer */
export async function setQuorum(sentinels: readonly Member[], name: string, quorum: number): Promise<void> {
  await Promise.all(
    sentinels.map((s) => s.connection.run(['SENTINEL', 'SET', name, 'quorum', String(quorum)])),
  );
}
