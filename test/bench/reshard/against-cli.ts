import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { BenchRow } from '../../lab/bench-row';
import { median } from '../../lab/median';
import type { Say } from '../../lab/say';
import { type BenchCluster, SLOTS } from './bench-cluster';
import { missing } from './slot-data';

const RUNS = 3;
const exec = promisify(execFile);

/** Key by key against `redis-cli --cluster reshard` of the same version, its defaults and a better pipeline, in turn. */
export async function againstCli(cluster: BenchCluster, say: Say): Promise<BenchRow[]> {
  const [ours, theirs, piped]: number[][] = [[], [], []];
  for (let i = 0; i < RUNS; i++) {
    const { tookMs } = await cluster.move(await cluster.next(), 'keyByKey');
    ours?.push(tookMs);
    theirs?.push(await reshard(cluster, []));
    piped?.push(await reshard(cluster, ['--cluster-pipeline', '100']));
    say(
      `${cluster.server}: ${tookMs} ms, redis-cli ${theirs?.at(-1)?.toFixed(0)}, pipeline 100 ${piped?.at(-1)?.toFixed(0)}`,
    );
  }
  const lost = await missing(cluster.lab, await cluster.now(), cluster.keysPerSlot);
  if (lost > 0) throw new Error(`${lost} keys are missing`);
  const row = { ours: median(ours ?? []), theirs: median(theirs ?? []) };
  const ratio = row.ours / row.theirs;
  const most = cluster.server === 'redis 7.0' ? 1 / 2.5 : 1 / 6;
  const what = `${cluster.server}: ${SLOTS} slots key by key`;
  return [
    { what, ...row, ratio, unit: 'ms', goal: `ratio <= ${most.toFixed(2)}`, met: ratio <= most, runs: RUNS },
    {
      what: `${what}, beside pipeline 100`,
      ours: row.ours,
      theirs: median(piped ?? []),
      ratio: row.ours / median(piped ?? []),
      unit: 'ms',
      goal: 'none',
      met: true,
      runs: RUNS,
    },
  ];
}

/** @returns how long redis-cli took in a node's own container, ms */
async function reshard({ ends }: BenchCluster, options: readonly string[]): Promise<number> {
  const [from, to] = await ends();
  const id = (n: typeof from) => (n.answer.kind === 'data' ? n.answer.cluster?.myId : undefined) ?? '';
  const began = performance.now();
  await exec(
    'docker',
    ['exec', from.container.id, 'redis-cli', '--cluster', 'reshard', `127.0.0.1:${from.port}`]
      .concat(['--cluster-from', id(from), '--cluster-to', id(to), '--cluster-slots', String(SLOTS)])
      .concat(['--cluster-yes', ...options]),
    { maxBuffer: 2 ** 28 },
  );
  return performance.now() - began;
}
