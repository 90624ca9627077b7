import { homedir } from 'node:os';
import { resolveEndpoint } from '../../src/docker/endpoint';
import { silentLog } from '../../src/model/log';
import { defaultSpec, type Shape } from '../../src/model/spec';
import { createTopology } from '../../src/operations/create';
import { removeTopology } from '../../src/operations/remove';
import type { Work } from '../../src/operations/work';
import { Lab } from '../../src/topology/lab';
import { choosePorts } from '../../src/topology/ports';
import type { BenchResult, BenchRow } from '../lab/bench-row';
import { median } from '../lab/median';
import type { Say } from '../lab/say';
import { makeByHand } from './create/by-hand';

const RUNS = 5;
const IMAGES = ['redis:7.0', 'redis:8.0', 'valkey/valkey:8.1', 'valkey/valkey:9.1'];
/** At most this part of the script's time. */
const GOALS: readonly [shape: Shape, size: string, ratio: number][] = [
  ['replication', '1+2', 0.25],
  ['sentinel', '1+2+3', 0.4],
  ['cluster', '3+3', 0.33],
];

/** From the first engine call to proven readiness, image present; ours and the script's in turn, in one run. */
export async function run(say: Say): Promise<BenchResult> {
  const lab = new Lab({
    endpoint: () => resolveEndpoint({ env: process.env, home: homedir() }),
    log: silentLog,
  });
  const rows: BenchRow[] = [];
  try {
    for (const image of IMAGES) {
      for (const [shape, size, goal] of GOALS) rows.push(await compare(lab, image, shape, size, goal, say));
    }
  } finally {
    lab.dispose();
  }
  return { section: 'create', rows };
}

async function compare(
  lab: Lab,
  image: string,
  shape: Shape,
  size: string,
  goal: number,
  say: Say,
): Promise<BenchRow> {
  const engine = await lab.connect();
  const work: Work = { signal: new AbortController().signal, step() {} };
  // Far from the ports that people and other tests use.
  const wish = {
    ...defaultSpec(shape, `bench-${shape}`, image),
    firstPort: 21_000,
    firstSentinelPort: 21_500,
  };
  const spec = await choosePorts(engine, wish);
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let i = 0; i < RUNS; i++) {
    const began = performance.now();
    const { id } = await createTopology(lab, spec, {}, work);
    ours.push(performance.now() - began);
    await removeTopology(lab, id, work);
    theirs.push(await makeByHand(engine, shape, image, `byhand-${shape}`, 22_000));
  }
  const row = { ours: median(ours), theirs: median(theirs) };
  const ratio = row.ours / row.theirs;
  const what = `${shape} ${size}, ${image.replace('valkey/', '').replace(':', ' ')}`;
  say(`${what}: ${Math.round(row.ours)} ms against ${Math.round(row.theirs)} ms, ${ratio.toFixed(2)}`);
  return { what, ...row, ratio, unit: 'ms', goal: `ratio <= ${goal}`, met: ratio <= goal, runs: RUNS };
}
