import { parseInfo } from '../../model/parse/info';
import { fieldsOf } from '../../model/parse/sentinel';
import { text } from '../../model/text';
import type { Member } from '../member';
import { NotYet, until } from '../until';
import { waitUntilUp } from '../wait-until-up';
import { follow } from '../wire-replication';
import type { Work } from '../work';
import { COPY_DATA_MS } from './join-cluster';

/** Sentinels ask a master for its replicas every 10 s. */
const SENTINELS_SEE_MS = 25_000;

/**
 * Makes running, empty servers replicas of a master and waits until they have its data, and until the sentinels, if
 * there are any, have seen them. May be repeated.
 * @throws Failure saying which node did not do what; Cancelled
 */
export async function joinReplication(
  master: Member,
  added: readonly Member[],
  sentinels: readonly Member[],
  name: string,
  work: Work,
): Promise<void> {
  await Promise.all(
    added.map(async (replica) => {
      await waitUntilUp(replica, work.signal);
      work.step(text('{0} copies the data of {1}', replica.name, master.name));
      await follow(replica, master, work.signal, COPY_DATA_MS);
    }),
  );
  if (sentinels.length === 0) return;
  work.step(text('Waiting until the sentinels see it: they look every 10 s'));
  await until(
    text('That every sentinel knows the new replica'),
    async () => {
      const replicas = await replicasOf(master);
      const known = await Promise.all(sentinels.map((s) => replicasKnownTo(s, name)));
      const blind = sentinels.filter((_, i) => (known[i] ?? 0) < replicas);
      return blind.length === 0
        ? true
        : new NotYet(`${blind.map((s) => s.name).join(', ')} know fewer than ${replicas} replicas`);
    },
    { signal: work.signal, timeoutMs: SENTINELS_SEE_MS, everyMs: 200 },
  );
}

/** How many replicas are linked to a master. @throws NoRoute, NoAnswer, ServerError */
export async function replicasOf(master: Member): Promise<number> {
  const info = parseInfo(String(await master.connection.run(['INFO', 'replication'])));
  return Number(info.get('connected_slaves') ?? 0);
}

async function replicasKnownTo(sentinel: Member, name: string): Promise<number> {
  const fields = fieldsOf(await sentinel.connection.run(['SENTINEL', 'MASTER', name]));
  return Number(fields?.get('num-slaves') ?? 0);
}
