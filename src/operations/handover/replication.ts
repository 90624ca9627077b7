import { text } from '../../model/text';
import type { HandoverResult } from './result';
import { proveRoles, saveConfigurations } from './settle';
import { type Cast, switchRoles } from './switch-roles';

/** Of the 100 ms that writers may wait, how many for the replica to have everything. */
const EQUAL_WITHIN_MS = 50;

/** Hands a plain replication group's master over. @throws Failure, Cancelled */
export async function handOverReplication(
  cast: Cast,
  signal: AbortSignal,
): Promise<Pick<HandoverResult, 'heldMs' | 'lostBytes' | 'checks'>> {
  const switched = await switchRoles(cast, EQUAL_WITHIN_MS, signal);
  const replicas = [cast.master, ...cast.others];
  await saveConfigurations([cast.to, ...replicas], cast.log);
  const checks = await proveRoles(cast.to, replicas);
  cast.journal.note(text('Every replica follows {0}', cast.to.name));
  return { ...switched, checks };
}
