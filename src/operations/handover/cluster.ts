import { setTimeout as sleep } from 'node:timers/promises';
import { Failure, reasonOf, throwIfCancelled } from '../../model/failure';
import { text } from '../../model/text';
import { ServerError } from '../../redis/connection';
import { proveClusterAgrees } from './cluster-agrees';
import { drawNear } from './draw-near';
import type { Journal } from './journal';
import type { Actor } from './party';
import { rememberElection, untilElectable } from './recent-elections';
import type { HandoverResult } from './result';
import { roleOf } from './roles';
import type { Cast } from './switch-roles';

/** The server gives a manual failover up after 5 s and lets writes go on (cluster_legacy.c, CLUSTER_MF_TIMEOUT). */
const SERVER_MS = 6000;
const EQUAL_WITHIN_MS = 50;

/**
 * Hands the master of a shard over by CLUSTER FAILOVER: it holds the writes, waits for the replica and has it elected.
 * We see to it beforehand that the replica keeps up, because the server would hold writes for up to 5 s for one that
 * does not, and afterwards that all nodes know.
 * @throws Failure, Cancelled
 */
export async function handOverCluster(
  { master, to, others, journal }: Cast,
  everyone: readonly Actor[],
  signal: AbortSignal,
): Promise<Pick<HandoverResult, 'heldMs' | 'lostBytes' | 'checks'>> {
  await untilElectable(to, journal, signal);
  await drawNear(master, to, EQUAL_WITHIN_MS, signal);
  throwIfCancelled(signal);
  const heldMs = await clusterFailover(to, master, ['CLUSTER', 'FAILOVER'], SERVER_MS, journal);
  const checks = await proveClusterAgrees(to, [master, ...others], everyone);
  journal.note(text('Every node of the cluster knows {0} as master', to.name));
  // The offset is handed over before the election: what the server does not promise it would not call done.
  return { heldMs, lostBytes: 0, checks };
}

/**
 * Sends CLUSTER FAILOVER and waits until the replica says it is master and the old master, if it is there, that it is
 * not: OK from the server means only that it began, and a replica may be master for a moment and be overruled.
 * @returns ms from sending to both roles: the longest that writes can have been held
 * @throws Failure
 */
export async function clusterFailover(
  to: Actor,
  old: Actor | undefined,
  command: readonly string[],
  withinMs: number,
  journal: Journal,
): Promise<number> {
  const began = performance.now();
  const [reply] = await to.connection.batch([command], 1000);
  if (reply instanceof ServerError)
    throw new Failure(text('{0} refuses to become master', to.name), { why: reply.message });
  let [now, before] = ['no answer', 'no answer'];
  while (performance.now() - began < withinMs) {
    [now, before] = await Promise.all([saysItIs(to), old ? saysItIs(old) : 'slave']);
    if (now === 'master' && before === 'slave') {
      const took = performance.now() - began;
      rememberElection(to);
      journal.note(text('{0} is master', to.name));
      return took;
    }
    await sleep(2);
  }
  throw new Failure(text('{0} did not become master within {1} s', to.name, withinMs / 1000), {
    why: old ? `${to.name}: ${now}; ${old.name}: ${before}` : `${to.name}: ${now}`,
    next: text(
      'The old master stays. A replica cannot be elected again within seconds of its last election.',
    ),
    remedies: ['retry', 'showLog'],
  });
}

const saysItIs = (actor: Actor) => roleOf(actor, 500).catch((error: unknown) => reasonOf(error));
