import { setTimeout as sleep } from 'node:timers/promises';
import type { Move } from '../../../src/model/moves/move';
import { exportJobs } from '../../../src/model/parse/slot-migrations';
import type { BenchRow } from '../../lab/bench-row';
import { median } from '../../lab/median';
import type { Say } from '../../lab/say';
import { type BenchCluster, SLOTS } from './bench-cluster';

const RUNS = 3;
const MOST = 1.1;
const WITHIN_MS = 60_000;

/** Atomic against the bare server command, looked at every 5 ms, in turn. */
export async function againstBare(cluster: BenchCluster, say: Say): Promise<BenchRow> {
  const [ours, theirs]: number[][] = [[], []];
  for (let i = 0; i < RUNS; i++) {
    const { tookMs, method } = await cluster.move(await cluster.next(), 'atomic');
    if (method !== 'atomic') throw new Error(`moved ${method}`);
    ours?.push(tookMs);
    theirs?.push(await bare(cluster, await cluster.next()));
    say(`${cluster.server} atomic: ${tookMs} ms, bare ${theirs?.at(-1)?.toFixed(0)} ms`);
  }
  const row = { ours: median(ours ?? []), theirs: median(theirs ?? []) };
  const ratio = row.ours / row.theirs;
  return {
    what: `${cluster.server}: ${SLOTS} slots atomic`,
    ...row,
    ratio,
    unit: 'ms',
    goal: `ratio <= ${MOST}`,
    met: ratio <= MOST,
    runs: RUNS,
  };
}

async function bare({ lab, now }: BenchCluster, move: Move): Promise<number> {
  const target = (await now()).nodes.find((n) => n.id === move.to);
  const id = target?.answer.kind === 'data' ? target.answer.cluster?.myId : undefined;
  const source = await lab.connectionTo(move.from);
  const jobs = async () => exportJobs(await source.run(['CLUSTER', 'GETSLOTMIGRATIONS']));
  const before = new Set((await jobs()).map((j) => j.name));
  const began = performance.now();
  const ranges = move.slots.flat().map(String);
  await source.run(['CLUSTER', 'MIGRATESLOTS', 'SLOTSRANGE', ...ranges, 'NODE', id ?? '']);
  while (performance.now() - began < WITHIN_MS) {
    const job = (await jobs()).find((j) => !before.has(j.name));
    if (job?.how.state === 'done') return performance.now() - began;
    if (job && job.how.state !== 'running') throw new Error(JSON.stringify(job));
    await sleep(5);
  }
  throw new Error('the server did not finish');
}
