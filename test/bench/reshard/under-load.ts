import { eachSlot } from '../../../src/model/moves/move';
import type { BenchRow } from '../../lab/bench-row';
import { median } from '../../lab/median';
import type { Say } from '../../lab/say';
import { type BenchCluster, SLOTS } from './bench-cluster';
import { ClientApart } from './client-apart';
import { lost as lostOf } from './steady-client';

const RUNS = 3;
const MOST_MS = 10;

/** Key by key while an application reads and writes the moving slots: what it noticed. */
export async function underLoad(cluster: BenchCluster, say: Say): Promise<BenchRow[]> {
  const p99s: number[] = [];
  let wrong = 0;
  for (let i = 0; i < RUNS; i++) {
    const move = await cluster.next();
    const client = new ClientApart();
    await client.start(await cluster.now(), [...eachSlot(move.slots)]);
    const { tookMs, longestCallMs } = await cluster.move(move, 'keyByKey');
    const { met, written } = await client.stop();
    const lost = await lostOf(written, cluster.lab, await cluster.now());
    p99s.push(percentile(met.latencies, 0.99));
    wrong += met.wrong.length + lost;
    say(
      `${cluster.server} under load: ${tookMs} ms, p99 ${p99s.at(-1)?.toFixed(1)} ms, longest call ${longestCallMs?.toFixed(1)} ms, ` +
        `${met.operations} operations, ${met.wrong.length} wrong, ${lost} lost ${met.wrong[0] ?? ''}`,
    );
  }
  const what = `${cluster.server}: ${SLOTS} slots key by key under load`;
  const p99 = median(p99s);
  return [
    { what: `${what}, p99`, ours: p99, unit: 'ms', goal: `<= ${MOST_MS}`, met: p99 <= MOST_MS, runs: RUNS },
    {
      what: `${what}, wrong or lost`,
      ours: wrong,
      unit: 'operations',
      goal: '0',
      met: wrong === 0,
      runs: RUNS,
    },
  ];
}

const percentile = (values: readonly number[], part: number) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length * part)] ?? 0;
