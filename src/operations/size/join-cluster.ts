import { Failure } from '../../model/failure';
import { text } from '../../model/text';
import { ServerError } from '../../redis/connection';
import type { Member } from '../member';
import { NotYet, until } from '../until';
import { waitUntilUp } from '../wait-until-up';
import { agreement, viewOf } from '../wire-cluster';
import { linkUp } from '../wire-replication';
import type { Work } from '../work';
import { copyFunctions } from './copy-functions';
import { shardIdsKnown } from './shard-ids';

const MEET_MS = 60_000;
/** A replica first gets all of its master's data. ms */
export const COPY_DATA_MS = 600_000;

/** What must be the same on all nodes of a cluster. */
const SHARED = [
  'cluster-node-timeout',
  'cluster-require-full-coverage',
  'cluster-announce-hostname',
  'cluster-preferred-endpoint-type',
] as const;

/**
 * Makes running, empty servers members of a cluster: all meet, new masters get the functions that the others have, new
 * replicas follow their master and get its data. What is done already is passed over, so it may be repeated.
 * @param masterFor whom a new replica shall follow
 * @throws Failure saying which node did not do what; Cancelled
 */
export async function joinCluster(
  present: readonly Member[],
  added: readonly Member[],
  masterFor: (replica: Member) => Member,
  work: Work,
): Promise<void> {
  const [old] = present;
  if (!old) throw new Failure(text('No node of the cluster answers'));
  await Promise.all(added.map((m) => waitUntilUp(m, work.signal)));
  await Promise.all(added.map((m) => takeSettings(old, m)));
  work.step(text('Meeting the other nodes'));
  await meet(present, added, work.signal);
  for (const m of added.filter((a) => a.role === 'master')) await copyFunctions(old, m);
  const replicas = added.filter((a) => a.role === 'replica');
  await Promise.all(
    replicas.map(async (r) => {
      const master = masterFor(r);
      work.step(text('{0} copies the data of {1}', r.name, master.name));
      await replicate(r, master);
      await linkUp(r, work.signal, COPY_DATA_MS);
    }),
  );
  work.step(text('Waiting until all nodes agree'));
  await agreement([...present, ...added], work.signal);
  await shardIdsKnown([...present, ...added], work.signal);
}

/** Takes over from a member what all members have alike. A setting that the server does not know is passed over. */
async function takeSettings(old: Member, added: Member): Promise<void> {
  const got = await old.connection.batch(SHARED.map((name) => ['CONFIG', 'GET', name]));
  const set = got.flatMap((reply) =>
    Array.isArray(reply) && reply.length === 2 ? [['CONFIG', 'SET', ...reply.map(String)]] : [],
  );
  for (const reply of await added.connection.batch([...set, ['CONFIG', 'REWRITE']]))
    if (reply instanceof ServerError) throw reply;
}

/** Every old node meets every new one itself: to hear of it from another takes seconds. */
async function meet(
  present: readonly Member[],
  added: readonly Member[],
  signal: AbortSignal,
): Promise<void> {
  const everyone = [...present, ...added];
  const introductions = added.map((m) => ['CLUSTER', 'MEET', m.address, String(m.port)]);
  let round = 0;
  await until(
    text('The nodes’ knowledge of each other'),
    async () => {
      const views = await Promise.all(everyone.map(viewOf));
      const ids = views.map((v) => v.myId);
      const lonely = everyone.filter((_, i) => {
        const known = views[i]?.peers.filter((p) => !p.flags.includes('handshake')).map((p) => p.id) ?? [];
        return !ids.every((id) => known.includes(id));
      });
      if (lonely.length === 0) return true;
      if (round++ % 40 === 0) await Promise.all(present.map((m) => m.connection.batch(introductions)));
      return new NotYet(`${lonely.map((m) => m.name).join(', ')} do not know all others yet`);
    },
    { signal, timeoutMs: MEET_MS, everyMs: 50 },
  );
}

/** Makes a cluster node the replica of a master that it knows. @throws ServerError, NoRoute, NoAnswer */
export async function replicate(replica: Member, master: Member): Promise<void> {
  const { myId } = await viewOf(master);
  const view = await viewOf(replica);
  if (view.peers.find((p) => p.id === view.myId)?.masterId === myId) return;
  await replica.connection.run(['CLUSTER', 'REPLICATE', myId]);
}
