import { rangesOf } from '../../model/moves/move';
import { type JobState, migrationTasks } from '../../model/parse/slot-migrations';
import type { AtomicJob } from './atomic';
import type { CountedMove } from './count-moves';
import type { Sites } from './site';

const ANSWER_MS = 5000;

/**
 * Redis' way (8.4 and later): the target is told which slots to fetch, all of one source
 * (redis.io/commands/cluster-migration). One task for each move.
 */
export function redisJobs(sites: Pick<Sites, 'of'>, moves: readonly CountedMove[]): AtomicJob[] {
  return moves.map((move) => {
    const { control } = sites.of(move.to);
    let task = '';
    return {
      parts: [move],
      async start() {
        const ranges = rangesOf(move.slots.map((s) => s.slot))
          .flat()
          .map(String);
        task = String(await control.run(['CLUSTER', 'MIGRATION', 'IMPORT', ...ranges], ANSWER_MS));
      },
      async look() {
        const reply = await control.run(['CLUSTER', 'MIGRATION', 'STATUS', 'ID', task], ANSWER_MS);
        const gone: JobState = { state: 'failed', why: 'the server does not know the task any more' };
        return [migrationTasks(reply).find(({ name }) => name === task)?.how ?? gone];
      },
      async cancel() {
        await control.run(['CLUSTER', 'MIGRATION', 'CANCEL', 'ID', task], ANSWER_MS);
      },
    };
  });
}
