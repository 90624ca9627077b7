import { rangesOf } from '../../model/moves/move';
import { exportJobs, type JobState } from '../../model/parse/slot-migrations';
import type { AtomicJob } from './atomic';
import type { CountedMove } from './count-moves';
import type { Sites } from './site';

const ANSWER_MS = 5000;

/**
 * Valkey's way (9.0 and later): the source is told which slots go where, all in one command
 * (valkey.io/commands/cluster-migrateslots). One job for each source.
 */
export function valkeyJobs(sites: Sites, moves: readonly CountedMove[]): AtomicJob[] {
  return [...new Set(moves.map((m) => m.from))].map((from) => {
    const source = sites.of(from);
    const list = async () =>
      exportJobs(await source.control.run(['CLUSTER', 'GETSLOTMIGRATIONS'], ANSWER_MS));
    let before = new Set<string>();
    let targets: string[] = [];
    return {
      parts: merged(moves.filter((m) => m.from === from)),
      async start(parts) {
        before = new Set((await list()).map((job) => job.name));
        targets = parts.map(({ to }) => sites.of(to).clusterId);
        const blocks = parts.flatMap(({ to, slots }) => [
          'SLOTSRANGE',
          ...rangesOf(slots.map((s) => s.slot))
            .flat()
            .map(String),
          'NODE',
          sites.of(to).clusterId,
        ]);
        await source.control.run(['CLUSTER', 'MIGRATESLOTS', ...blocks], ANSWER_MS);
      },
      async look() {
        const jobs = (await list()).filter((job) => !before.has(job.name));
        // A server that has forgotten a job was restarted meanwhile: the slots are where they were.
        const gone: JobState = { state: 'failed', why: 'the server does not know the job any more' };
        return targets.map((target) => jobs.find((job) => job.target === target)?.how ?? gone);
      },
      async cancel() {
        await source.control.run(['CLUSTER', 'CANCELSLOTMIGRATIONS'], ANSWER_MS);
      },
    };
  });
}

/** One part for each target. */
function merged(moves: readonly CountedMove[]): CountedMove[] {
  return [...new Set(moves.map((m) => m.to))].map((to) => ({
    from: moves[0]?.from ?? '',
    to,
    slots: moves.filter((m) => m.to === to).flatMap((m) => m.slots),
  }));
}
