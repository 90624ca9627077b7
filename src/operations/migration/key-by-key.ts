import { batchesOf, CallSize } from '../../model/moves/batching';
import { paceFor } from '../../model/moves/pace';
import type { Login } from '../../model/secrets';
import type { TopologySnapshot } from '../../model/snapshot';
import type { Throttle } from '../../topology/migrations';
import { concurrently } from '../concurrently';
import { allEnded } from './all-ended';
import { Lanes } from './lanes';
import { type Flow, moveBatch } from './move-batch';
import type { Tally } from './tally';

export interface KeyByKey {
  readonly login: Login | undefined;
  /** The longest that one call may block a source, ms. */
  readonly budgetMs: number;
  readonly tally: Tally;
  readonly throttle: Throttle;
  /** Whose nodes say whether others use them. */
  readonly topology: TopologySnapshot;
}

/**
 * Moves slots key by key, all sources at once. When it is cancelled or something fails, nothing more is begun and what
 * was begun is brought to its end.
 * @returns the longest that a source was kept busy, ms
 * @throws Failure, the first
 */
export async function moveKeyByKey(
  flows: readonly Flow[],
  { budgetMs, topology, ...gear }: KeyByKey,
): Promise<number> {
  const sources = [...new Set(flows.map((f) => f.source))];
  let failed = false;
  const longest = await allEnded(
    sources.map(async (source) => {
      const mine = flows.filter((f) => f.source === source);
      const ends = new Set(mine.flatMap((f) => [f.source.id, f.target.id]));
      const pace = paceFor(topology.nodes.filter((n) => ends.has(n.id)));
      const size = new CallSize(budgetMs, pace.share);
      const lanes = new Lanes(source, size, pace);
      const batches = interleaved(mine.map((f) => batchesOf(f.slots).map((batch) => ({ f, batch }))));
      await concurrently(batches, pace.batches, async ({ f, batch }) => {
        await gear.throttle.pass();
        if (failed || gear.throttle.signal.aborted) return;
        await moveBatch(f, batch, { ...gear, lanes, size }).catch((error: unknown) => {
          failed = true;
          throw error;
        });
      });
      return lanes.longestMs;
    }),
  );
  return Math.max(0, ...longest);
}

/** One of each list in turn, so that all targets of a source are fed. */
function interleaved<T>(lists: readonly (readonly T[])[]): T[] {
  const longest = Math.max(0, ...lists.map((l) => l.length));
  return Array.from({ length: longest }, (_, i) => lists.flatMap((l) => l.slice(i, i + 1))).flat();
}
