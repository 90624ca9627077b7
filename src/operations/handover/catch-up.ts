import { setTimeout as sleep } from 'node:timers/promises';
import { reasonOf } from '../../model/failure';
import { parseInfo } from '../../model/parse/info';
import type { Actor } from './party';

/** Where a replica stands. */
export interface Standing {
  readonly linked: boolean;
  readonly replicationId: string;
  /** Bytes of the stream that it has applied. */
  readonly offset: number;
}

/** @throws NoRoute, NoAnswer, ServerError */
export async function standingOf(replica: Actor, timeoutMs: number): Promise<Standing> {
  const info = parseInfo(String(await replica.connection.run(['INFO', 'replication'], timeoutMs)));
  return {
    linked: info.get('role') === 'slave' && info.get('master_link_status') === 'up',
    replicationId: info.get('master_replid') ?? '',
    offset: Number(info.get('slave_repl_offset') ?? 0),
  };
}

/**
 * Waits until a replica has applied the stream of a master up to an offset.
 * @param forMs how long to wait, ms; a replica that does not answer in this time has not caught up
 * @returns undefined when it has, else what it lacks, in words for a failure's cause
 */
export async function caughtUp(
  replica: Actor,
  goal: { readonly offset: number; readonly replicationId: string },
  forMs: number,
): Promise<string | undefined> {
  const end = performance.now() + forMs;
  let last = `${replica.name} was not asked`;
  while (performance.now() < end) {
    try {
      const at = await standingOf(replica, Math.max(5, end - performance.now()));
      if (at.linked && at.replicationId === goal.replicationId && at.offset >= goal.offset) return undefined;
      last = at.linked
        ? `${replica.name} lacks ${goal.offset - at.offset} bytes`
        : `${replica.name}: its link to the master is down`;
    } catch (error) {
      last = `${replica.name}: ${reasonOf(error)}`;
    }
    await sleep(1);
  }
  return last;
}
