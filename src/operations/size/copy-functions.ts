import { Failure } from '../../model/failure';
import { text } from '../../model/text';
import { ServerError } from '../../redis/connection';
import type { Member } from '../member';

/** A library is code; all of them together are seldom more than a few kilobytes. ms */
const COPY_MS = 30_000;

/**
 * Gives a new master the functions that the others have (FUNCTION DUMP and RESTORE): each master keeps its own, and a
 * client calls them on whichever serves its keys. A server that knows no functions has none.
 * @throws Failure when they are refused, NoRoute, NoAnswer
 */
export async function copyFunctions(from: Member, to: Member): Promise<void> {
  const [dump] = await from.connection.batchBytes([['FUNCTION', 'DUMP']], COPY_MS);
  if (dump instanceof ServerError && /unknown command/i.test(dump.message)) return;
  const refused = (why: string) =>
    new Failure(text('{0} could not be given the functions of {1}', to.name, from.name), {
      why,
      remedies: ['retry', 'showLog'],
    });
  if (!Buffer.isBuffer(dump)) throw refused(dump instanceof ServerError ? dump.message : String(dump));
  // REPLACE: what an addition that was broken off has copied already is no obstacle.
  const [reply] = await to.connection.batchBytes([['FUNCTION', 'RESTORE', dump, 'REPLACE']], COPY_MS);
  if (reply instanceof ServerError) throw refused(reply.message);
}
