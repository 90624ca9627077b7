import type { Point } from '../../src/model/history/ring';
import type { MasterFacts, ReplicaFacts } from '../../src/model/snapshot';
import { clock, number, t } from '../l10n';

/** Replication ids are 40 hex digits; so many tell them apart. */
export const shortReplicationId = (id: string): string => id.slice(0, 8);

/** Since when a node is of its present replication history, and which one that goes on from; undefined: always was. */
export function historyWords(
  { replicationId, former }: MasterFacts | ReplicaFacts,
  began: Point | undefined,
): string | undefined {
  if (!began) return undefined;
  const [id, since] = [shortReplicationId(replicationId), clock(began.at)];
  return former
    ? t('replication id {0} since {1}, goes on from {2}', id, since, shortReplicationId(former.id))
    : t('replication id {0} since {1}: a new history that nobody can resume', id, since);
}

/** The history that a node's own goes on from. */
export function formerWords({ former }: MasterFacts | ReplicaFacts): string | undefined {
  return former && t('goes on from {0} at offset {1}', shortReplicationId(former.id), number(former.until));
}
