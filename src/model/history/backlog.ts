import type { MasterFacts, ReplicaFacts } from '../snapshot';

/** What a replica would get if it connected again now. */
export type Resumption = 'partial' | 'full';

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
 * Whether a replica would be sent only what it lacks, or everything, if it connected again now. It resumes when what it
 * has is of the master's history, or of the one that history goes on from, and the backlog still holds its next byte
 * (replication.c, masterTryPartialResynchronization).
 */
export function resumption(replica: ReplicaFacts, master: MasterFacts): Resumption {
  if (!isOfHistory(replica, master)) return 'full';
  const behind = master.offset - replica.offset;
  return behind >= 0 && behind <= master.backlogHeld ? 'partial' : 'full';
}

function isOfHistory({ replicationId, offset }: ReplicaFacts, master: MasterFacts): boolean {
  if (replicationId === master.replicationId) return true;
  const { former } = master;
  return former !== undefined && replicationId === former.id && offset < former.until;
}
