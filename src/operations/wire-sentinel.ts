import { fieldsOf } from '../model/parse/sentinel';
import type { Login } from '../model/secrets';
import { setLogin } from '../model/sentinel-login';
import type { SentinelSpec } from '../model/spec';
import { text } from '../model/text';
import { ServerError } from '../redis/connection';
import { isData, type Member } from './member';
import { NotYet, until } from './until';
import { waitUntilUp } from './wait-until-up';
import type { Work } from './work';

const ACQUAINTED_MS = 30_000;

/** How a sentinel is to watch a master. */
export type Watching = Pick<
  SentinelSpec,
  'name' | 'quorum' | 'downAfterMs' | 'failoverTimeoutMs' | 'parallelSyncs'
>;

/**
 * Makes the sentinels monitor the master and know each other. The links must be up already: a sentinel asks the
 * master for its replicas at once, and then not again for ten seconds.
 */
export async function wireSentinels(
  members: readonly Member[],
  spec: SentinelSpec,
  login: Login | undefined,
  work: Work,
): Promise<void> {
  const master = members.find((m) => m.role === 'master');
  const sentinels = members.filter((m) => m.role === 'sentinel');
  if (!master) return;
  await Promise.all(
    sentinels.map(async (s) => {
      await waitUntilUp(s, work.signal);
      await monitor(s, master, spec, login);
    }),
  );
  await introduce(sentinels, master, members.filter(isData).length - 1, spec.name, work.signal);
}

/** Makes a sentinel monitor the master with these settings; one that does already gets the settings only. */
export async function monitor(
  s: Member,
  master: Pick<Member, 'address' | 'port'>,
  spec: Watching,
  login: Login | undefined,
): Promise<void> {
  const present = await s.connection.batch([['SENTINEL', 'MASTER', spec.name]]);
  const commands: string[][] = [];
  if (present[0] instanceof ServerError) {
    commands.push([
      'SENTINEL',
      'MONITOR',
      spec.name,
      master.address,
      String(master.port),
      String(spec.quorum),
    ]);
  }
  const set = (...options: string[]) => commands.push(['SENTINEL', 'SET', spec.name, ...options]);
  if (login) commands.push(setLogin(spec.name, login));
  set('down-after-milliseconds', String(spec.downAfterMs));
  set('failover-timeout', String(spec.failoverTimeoutMs));
  set('parallel-syncs', String(spec.parallelSyncs));
  for (const reply of await s.connection.batch(commands)) if (reply instanceof ServerError) throw reply;
}

/**
 * Lets the sentinels learn of each other now, not in their own time (2 s): the messages that each would publish on
 * the master's channel `__sentinel__:hello` (sentinel.c, sentinelSendHello) are published for them. They carry the
 * newest configuration epoch that any of them has, so that one that has just begun to watch knows it too.
 * @param replicas how many of them each must know
 */
export async function introduce(
  sentinels: readonly Member[],
  master: Member,
  replicas: number,
  name: string,
  signal: AbortSignal,
): Promise<void> {
  const said = await Promise.all(
    sentinels.map(async (s) => {
      const [id, known] = await s.connection.batch([
        ['SENTINEL', 'MYID'],
        ['SENTINEL', 'MASTER', name],
      ]);
      if (id instanceof ServerError) throw id;
      return { s, id: String(id), epoch: Number(fieldsOf(known)?.get('config-epoch') ?? 0) };
    }),
  );
  const epoch = Math.max(0, ...said.map((one) => one.epoch));
  const hellos = said.map(({ s, id }) => {
    const about = [s.address, s.port, id, epoch, name, master.address, master.port, epoch];
    return ['PUBLISH', '__sentinel__:hello', about.join(',')];
  });
  let round = 0;
  await until(
    text('The sentinels’ knowledge of each other'),
    async () => {
      const strangers = (
        await Promise.all(sentinels.map((s) => lacking(s, name, replicas, sentinels.length - 1)))
      ).filter((l) => l !== undefined);
      if (strangers.length === 0) return true;
      if (round++ % 4 === 0) await master.connection.batch(hellos);
      return new NotYet(strangers.join('; '));
    },
    { signal, timeoutMs: ACQUAINTED_MS, everyMs: 30 },
  );
}

/** Which peers a sentinel does not know yet, in words; undefined when it knows all. */
async function lacking(
  s: Member,
  name: string,
  replicas: number,
  others: number,
): Promise<string | undefined> {
  const fields = fieldsOf(await s.connection.run(['SENTINEL', 'MASTER', name]));
  const knows = {
    replicas: Number(fields?.get('num-slaves') ?? 0),
    others: Number(fields?.get('num-other-sentinels') ?? 0),
  };
  if (knows.replicas >= replicas && knows.others >= others) return undefined;
  return `${s.name} knows ${knows.replicas} of ${replicas} replicas and ${knows.others} of ${others} sentinels`;
}
