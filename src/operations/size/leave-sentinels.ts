import { reasonOf } from '../../model/failure';
import type { Log } from '../../model/log';
import { fieldsOf, sentinelView } from '../../model/parse/sentinel';
import type { Login } from '../../model/secrets';
import type { SentinelView } from '../../model/sentinel-view';
import { text } from '../../model/text';
import { ServerError } from '../../redis/connection';
import type { Member } from '../member';
import { monitorAgain } from '../monitor-again';
import { NotYet, until } from '../until';
import { introduce } from '../wire-sentinel';
import type { Work } from '../work';
import { replicasOf } from './join-replication';
import { isOneOf, type Leaver } from './leaver';

/** A master notices within this that a replica that was stopped is gone. ms */
const UNLINK_MS = 20_000;

/** Who watches what: the parts of a Sentinel deployment that stay. */
export interface Watch {
  readonly name: string;
  readonly login: Login | undefined;
  readonly master: Member;
  readonly sentinels: readonly Member[];
}

/**
 * Has every sentinel forget replicas and sentinels that are gone, one sentinel after another, each only when the one
 * before knows everybody else again: there is always a majority that can decide.
 *
 * SENTINEL RESET would do, but leaves a sentinel without replicas until its next look at the master, up to 10 s, in
 * which it could not fail over. One that is told to REMOVE and MONITOR the same master anew, in one go and with the
 * settings it had, looks at once (measured: it knows the replicas within 0.1 s, where RESET takes 5 s); the other
 * sentinels are introduced to it by the hello that they would send within 2 s anyway.
 * @throws Failure saying which sentinel does not know whom; Cancelled between two sentinels; NoRoute, NoAnswer
 */
export async function forgetInSentinels(
  watch: Watch,
  leavers: readonly Leaver[],
  work: Work,
  log: Log,
): Promise<void> {
  const { name, master, sentinels } = watch;
  await unlinked(master, leavers, work.signal);
  for (const sentinel of sentinels) {
    const view = await viewOf(sentinel, name);
    if (!knows(view, leavers)) continue;
    work.step(text('{0} learns anew who is there', sentinel.name));
    await watchAnew(sentinel, watch);
    await introduce(sentinels, master, await replicasOf(master), name, work.signal);
    log.debug(`${sentinel.name} forgot ${leavers.map((l) => l.name).join(', ')}`);
  }
}

const knows = (view: SentinelView, leavers: readonly Leaver[]) =>
  [...view.replicas, ...view.otherSentinels].some((p) => isOneOf(leavers, p.ip, p.port));

async function viewOf({ connection }: Member, name: string): Promise<SentinelView> {
  const [master, replicas, sentinels] = await connection.batch([
    ['SENTINEL', 'MASTER', name],
    ['SENTINEL', 'REPLICAS', name],
    ['SENTINEL', 'SENTINELS', name],
  ]);
  if (master instanceof ServerError) throw master;
  return sentinelView(fieldsOf(master) ?? new Map(), replicas, sentinels, '');
}

/** A sentinel that looks at a master which still lists a replica would know it again at once. */
async function unlinked(master: Member, leavers: readonly Leaver[], signal: AbortSignal): Promise<void> {
  await until(
    text('That {0} lets the replicas go', master.name),
    async () => {
      const info = String(await master.connection.run(['INFO', 'replication']));
      const linked = leavers.filter((l) => info.includes(`ip=${l.address},port=${l.port},`));
      return linked.length === 0 ? true : new NotYet(`${linked.map((l) => l.name).join(', ')}: still linked`);
    },
    { signal, timeoutMs: UNLINK_MS, everyMs: 50 },
  );
}

/** All in one go: a sentinel that was told only half of it would watch nothing. @throws ServerError, NoRoute, NoAnswer */
async function watchAnew({ connection, name: who }: Member, { name, login, master }: Watch): Promise<void> {
  const again = await monitorAgain(connection, name, login);
  const replies = await connection.batch([...again.master(master.address, master.port), ...again.settings]);
  for (const reply of replies)
    if (reply instanceof ServerError) throw new ServerError(`${who}: ${reasonOf(reply)}`);
}
