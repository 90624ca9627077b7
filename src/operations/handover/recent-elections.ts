import { setTimeout as sleep } from 'node:timers/promises';
import { Cancelled } from '../../model/failure';
import { text } from '../../model/text';
import type { Journal } from './journal';
import type { Actor } from './party';

/**
 * When a node was last elected by our doing, ms on performance.now(), by container. A replica that is to be elected a
 * second time soon takes the votes of the first time for those of the second and "wins" with its old epoch
 * (cluster_legacy.c, clusterHandleSlaveFailover: failover_auth_sent is renewed only after auth_retry_time); the
 * others overrule it, and the master, which no one tells, holds writes for 5 s. Seen on Redis 8.0.
 */
const elected = new Map<string, number>();

/** auth_retry_time is twice the time for an election: 2 × max(2 × node timeout, 2 s). A little more, ms. */
const quietMs = (nodeTimeoutMs: number) => 2 * Math.max(2 * nodeTimeoutMs, 2000) + 500;

export function rememberElection(node: Actor): void {
  elected.set(node.containerId, performance.now());
}

/** Waits until a node may be elected again, with writers going on. @throws Cancelled, and what the connection throws */
export async function untilElectable(node: Actor, journal: Journal, signal: AbortSignal): Promise<void> {
  const last = elected.get(node.containerId);
  if (last === undefined) return;
  const reply = await node.connection.run(['CONFIG', 'GET', 'cluster-node-timeout']);
  const timeout = Number(Array.isArray(reply) ? reply[1] : 15_000);
  const wait = last + quietMs(timeout) - performance.now();
  if (wait <= 0) return;
  journal.note(text('{0} was elected a moment ago: waiting {1} s', node.name, Math.ceil(wait / 1000)));
  await sleep(wait, undefined, { signal }).catch(() => {
    throw new Cancelled();
  });
}
