import type { BenchRow } from '../../lab/bench-row';
import type { Say } from '../../lab/say';
import type { BenchCluster } from './bench-cluster';
import { killMovers } from './random-kill';
import { SteadyClient } from './steady-client';

/** On each of the four servers: 200 in all. */
const ROUNDS = 50;
const SEED = 20_240_607;

/** Movers killed at random moments while an application goes on; every key and every acknowledged write looked up. */
export async function killRow(cluster: BenchCluster, say: Say): Promise<BenchRow> {
  const client = new SteadyClient(
    await cluster.now(),
    Array.from({ length: 16_384 }, (_, slot) => slot),
  );
  await client.start();
  const { keysPerSlot } = cluster;
  const options = { rounds: ROUNDS, seed: SEED, slots: 1500, withinMs: 1200, keysPerSlot };
  const killed = await killMovers(cluster.lab, cluster.id, options, say);
  const met = await client.stop();
  const harm =
    killed.missing + killed.open + met.wrong.length + (await client.lost(cluster.lab, await cluster.now()));
  say(
    `${cluster.server}: ${killed.hit} of ${ROUNDS} movers hit with slots open; ${met.operations} operations`,
  );
  return {
    what: `${cluster.server}: ${ROUNDS} movers killed (seed ${SEED}), keys lost, slots open or answers wrong`,
    ours: harm,
    unit: '',
    goal: '0',
    met: harm === 0 && killed.hit > 0,
    runs: ROUNDS,
  };
}
