import { Failure } from '../../model/failure';
import { text } from '../../model/text';
import { type NodeConnection, ServerError } from '../../redis/connection';
import type { Door } from './destination';

const ANSWER_MS = 30_000;

/**
 * Gives every master the functions of the saved servers. In a cluster each master keeps its own copy of the same ones;
 * where copies differ, all of them are loaded, and of two with one name the last.
 * @throws Failure naming the master
 */
export async function carryFunctions(from: readonly NodeConnection[], doors: readonly Door[]): Promise<void> {
  const dumps = new Map<string, Buffer>();
  for (const connection of from) {
    const [dump] = await connection.batchBytes([['FUNCTION', 'DUMP']], ANSWER_MS);
    // Servers before 7.0 have none.
    if (Buffer.isBuffer(dump)) dumps.set(dump.toString('base64'), dump);
  }
  await Promise.all(
    doors.map(async ({ name, connection }) => {
      const commands = [...dumps.values()].map((dump) => ['FUNCTION', 'RESTORE', dump, 'REPLACE']);
      if (commands.length === 0) return;
      const replies = await connection.batchBytes(commands, ANSWER_MS);
      const refused = replies.find((reply) => reply instanceof ServerError);
      if (refused instanceof ServerError)
        throw new Failure(text('{0} did not take the functions', name), { why: refused.message });
    }),
  );
}
