import { parseInfo } from '../model/parse/info';
import { text } from '../model/text';
import { isData, type Member } from './member';
import { NotYet, until } from './until';
import { waitUntilUp } from './wait-until-up';
import type { Work } from './work';

const LINK_MS = 30_000;

/**
 * Makes the replicas follow the master. Each is told only when both answer: a replica that meets a master that is not
 * there yet tries again a second later.
 */
export async function wireReplication(members: readonly Member[], work: Work): Promise<void> {
  const data = members.filter(isData);
  const master = data.find((m) => m.role === 'master');
  if (!master) return;
  const masterUp = waitUntilUp(master, work.signal);
  await Promise.all(
    data
      .filter((m) => m !== master)
      .map(async (replica) => {
        await Promise.all([masterUp, waitUntilUp(replica, work.signal)]);
        await follow(replica, master, work.signal);
      }),
  );
  await masterUp;
}

/**
 * Makes a node a replica of a master, and waits until it has its data.
 * @param withinMs how long the copying may take, ms
 */
export async function follow(
  replica: Member,
  master: Member,
  signal: AbortSignal,
  withinMs = LINK_MS,
): Promise<void> {
  await replica.connection.run(['REPLICAOF', master.address, String(master.port)]);
  await linkUp(replica, signal, withinMs);
  // So that it is a replica of that master after a restart too.
  await replica.connection.run(['CONFIG', 'REWRITE']);
}

/**
 * Waits until a replica's link is up.
 * @param withinMs how long the copying of its master's data may take, ms
 * @throws Failure naming the replica and how its link stands
 */
export async function linkUp(replica: Member, signal: AbortSignal, withinMs = LINK_MS): Promise<void> {
  await until(
    text('{0}: the link to its master', replica.name),
    async () => {
      const info = parseInfo(String(await replica.connection.run(['INFO', 'replication'])));
      if (info.get('role') === 'slave' && info.get('master_link_status') === 'up') return true;
      return new NotYet(
        `${replica.name}: role ${info.get('role')}, link ${info.get('master_link_status') ?? 'none'}`,
      );
    },
    { signal, timeoutMs: withinMs, everyMs: 15 },
  );
}
