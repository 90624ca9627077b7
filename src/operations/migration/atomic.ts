import { setTimeout as sleep } from 'node:timers/promises';
import { Failure, reasonOf } from '../../model/failure';
import type { JobState } from '../../model/parse/slot-migrations';
import { text } from '../../model/text';
import { ServerError } from '../../redis/connection';
import { allEnded } from './all-ended';
import { redisJobs } from './atomic-redis';
import { valkeyJobs } from './atomic-valkey';
import { type CountedMove, keysIn } from './count-moves';
import type { Migration } from './migrate';
import type { Site } from './site';

/** How often servers are asked how it stands. ms */
const LOOK_MS = 20;

/** Slots that the servers move by themselves, all or none of each part. */
export interface AtomicJob {
  readonly parts: readonly CountedMove[];
  /** @throws ServerError when the server refuses */
  start(parts: readonly CountedMove[]): Promise<void>;
  /** How each of the parts that were started stands. */
  look(): Promise<readonly JobState[]>;
  /** Asks that what is not done stays with its owner. */
  cancel(): Promise<void>;
}

/**
 * Has the servers move whole slots. Pausing gives a job up, for a server cannot pause one; continuing begins it anew.
 * @returns what the servers could not move and is to be moved key by key, with a remark why
 * @throws Failure when a server does not answer
 */
export async function moveAtomically(
  migration: Migration,
  moves: readonly CountedMove[],
): Promise<CountedMove[]> {
  const { topology, sites } = migration;
  const valkey = topology.nodes.some(
    (n) => n.id === moves[0]?.from && n.answer.kind === 'data' && n.answer.server.product === 'valkey',
  );
  if (!valkey) {
    // A Redis node takes part in one task at a time.
    const left: CountedMove[] = [];
    for (const job of redisJobs(sites, moves)) left.push(...(await carryOut(job, migration)));
    return left;
  }
  const jobs = valkeyJobs(sites, moves).map((job) => carryOut(job, migration));
  return (await allEnded(jobs)).flat();
}

async function carryOut(job: AtomicJob, migration: Migration): Promise<CountedMove[]> {
  const { tally, throttle, sites } = migration;
  let left = [...job.parts];
  while (left.length > 0) {
    await throttle.pass();
    if (throttle.signal.aborted) return [];
    const states = await start(job, left, migration);
    const source = sites.of(left[0]?.from ?? '');
    const failed = states.find((s) => s.state === 'failed');
    left = left.filter((_, i) => states[i]?.state !== 'done');
    if (failed?.state === 'failed') {
      tally.remark(text('{0} gave up moving whole slots ({1}): moved key by key', source.name, failed.why));
      return left;
    }
    if (left.length > 0 && !throttle.signal.aborted && !throttle.paused) await sleep(LOOK_MS);
  }
  return [];
}

/** Starts a job and follows it to its end. */
async function start(
  job: AtomicJob,
  parts: readonly CountedMove[],
  { tally, throttle, sites }: Migration,
): Promise<readonly JobState[]> {
  const source = sites.of(parts[0]?.from ?? '');
  let told = false;
  const done = new Set<CountedMove>();
  for (const part of parts) tally.begin(part.from, part.to, slotsOf(part));
  try {
    await job.start(parts);
    for (;;) {
      const states = await job.look();
      const now = parts.filter((_, i) => states[i]?.state === 'done');
      for (const part of now.filter((p) => !done.has(p))) {
        done.add(part);
        tally.end(part.from, part.to, slotsOf(part), true);
        tally.keysDone += keysIn([part]);
      }
      if (states.every((s) => s.state !== 'running')) return states;
      if ((throttle.signal.aborted || throttle.paused) && !told) {
        told = true;
        await job.cancel();
      }
      await sleep(LOOK_MS);
    }
  } catch (error) {
    if (error instanceof ServerError) return parts.map(() => ({ state: 'failed', why: error.message }));
    throw lost(source, error);
  } finally {
    for (const part of parts) tally.end(part.from, part.to, slotsOf(part), false);
  }
}

const slotsOf = ({ slots }: CountedMove) => slots.map(({ slot }) => slot);

const lost = (source: Site, cause: unknown) =>
  new Failure(text('{0} stopped answering while its keys were moved', source.name), {
    why: reasonOf(cause),
    next: text('The servers go on by themselves, or leave the slots where they were.'),
    remedies: ['showLog'],
    cause,
  });
