import { Failure } from '../../model/failure';
import { text } from '../../model/text';
import { ServerError } from '../../redis/connection';
import type { Door } from './destination';

/** Freeing some gigabytes. ms */
const EMPTIED_MS = 120_000;

/** Empties masters: all keys of all databases, and the functions. @throws Failure naming the master */
export async function emptyMasters(doors: readonly Door[]): Promise<void> {
  await Promise.all(
    doors.map(async ({ name, connection }) => {
      const [flushed, functions] = await connection.batch(
        [
          ['FLUSHALL', 'SYNC'],
          ['FUNCTION', 'FLUSH', 'SYNC'],
        ],
        EMPTIED_MS,
      );
      if (flushed instanceof ServerError)
        throw new Failure(text('{0} could not be emptied', name), { why: flushed.message });
      // Servers before 7.0 have no functions, and say that they do not know the command.
      if (functions instanceof ServerError && !/unknown command/i.test(functions.message))
        throw new Failure(text('{0} could not be emptied', name), { why: functions.message });
    }),
  );
}
