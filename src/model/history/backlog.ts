import type { MasterFacts, ReplicaFacts } from '../snapshot';

/** What a replica would get if it connected again now. `unknown`: they are of different histories. */
export type Resumption = 'partial' | 'full' | 'unknown';

/**
 * For how many seconds a replica that is in sync now could be away and still resume where it left off, if writes go on
 * as they do. Infinity: nothing is written. Undefined: there is no backlog, or the rate is not known.
 * @param bytesPerSecond the master's present rate, NaN when unknown
 * @param behind bytes that the replica lacks already
 */
export function backlogReach(master: MasterFacts, bytesPerSecond: number, behind = 0): number | undefined {
  if (master.backlogSize <= 0 || Number.isNaN(bytesPerSecond) || Number.isNaN(behind)) return undefined;
  const room = Math.max(0, master.backlogSize - behind);
  return bytesPerSecond <= 0 ? (room > 0 ? Number.POSITIVE_INFINITY : 0) : room / bytesPerSecond;
}

/**
 * Whether a replica would be sent only what it lacks, or everything, if it connected again now. It resumes when it is
 * of the master's history and the backlog still holds its next byte (replication.c, masterTryPartialResynchronization).
 */
export function resumption(replica: ReplicaFacts, master: MasterFacts): Resumption {
  // The id before the last failover would do as well, but a snapshot does not hold it.
  if (replica.replicationId !== master.replicationId) return 'unknown';
  const behind = master.offset - replica.offset;
  return behind >= 0 && behind <= master.backlogHeld ? 'partial' : 'full';
}
