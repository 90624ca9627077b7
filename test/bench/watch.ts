import { homedir, loadavg } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { resolveEndpoint } from '../../src/docker/endpoint';
import { silentLog } from '../../src/model/log';
import { type ClusterSpec, defaultSpec } from '../../src/model/spec';
import { createTopology } from '../../src/operations/create';
import { removeTopology } from '../../src/operations/remove';
import { Lab } from '../../src/topology/lab';
import { choosePorts } from '../../src/topology/ports';
import type { BenchResult, BenchRow } from '../lab/bench-row';
import { median } from '../lab/median';
import type { Say } from '../lab/say';
import { serversCpu } from './watch/servers-cpu';
import { watchApart } from './watch/watch-apart';

const IMAGE = 'redis:8.0';
const MEASURED_MS = 20_000;
const SETTLE_MS = 4000;

interface Size {
  readonly masters: number;
  readonly runs: number;
  /** % of a core. */
  readonly hostGoal: number;
  readonly serverGoal?: number;
}

const SIZES: readonly Size[] = [
  { masters: 3, runs: 3, hostGoal: 1, serverGoal: 0.2 },
  { masters: 50, runs: 1, hostGoal: 8 },
];

/**
 * What watching costs, at 1 Hz: the share of one core of a process that does only that, and each server's beyond what
 * it uses unwatched. `WATCH_BENCH_MASTERS` measures that size alone.
 */
export async function run(say: Say): Promise<BenchResult> {
  const lab = new Lab({
    endpoint: () => resolveEndpoint({ env: process.env, home: homedir() }),
    log: silentLog,
  });
  const only = process.env.WATCH_BENCH_MASTERS;
  const rows: BenchRow[] = [];
  try {
    for (const size of SIZES) {
      if (only === undefined || Number(only) === size.masters) rows.push(...(await measure(lab, size, say)));
    }
  } finally {
    lab.dispose();
  }
  return { section: 'watch', rows };
}

/** Makes a cluster with one replica per master, and measures it unwatched and watched. */
async function measure(
  lab: Lab,
  { masters, runs, hostGoal, serverGoal }: Size,
  say: Say,
): Promise<BenchRow[]> {
  const work = { signal: new AbortController().signal, step() {} };
  const nodes = `${masters * 2} nodes at 1 Hz`;
  const wish: ClusterSpec = {
    ...(defaultSpec('cluster', `bench-watch-${masters}`, IMAGE) as ClusterSpec),
    masters,
    // The servers' own default: with less, a hundred nodes keep two cores busy with greeting each other.
    nodeTimeoutMs: 15_000,
    persistence: 'none',
    firstPort: 23_000,
  };
  const engine = await lab.connect();
  const { id } = await createTopology(lab, await choosePorts(engine, wish), {}, work);
  try {
    const topology = lab.store.get(id);
    if (!topology) throw new Error('the topology is gone');
    await sleep(SETTLE_MS);
    const unwatched = serverGoal === undefined ? 0 : await serversCpu(engine, topology, MEASURED_MS);
    const host: number[] = [];
    const servers: number[] = [];
    for (let i = 0; i < runs; i++) {
      const watching = watchApart({ topologyId: id, settleMs: SETTLE_MS, measureMs: MEASURED_MS });
      if (serverGoal !== undefined) {
        await sleep(SETTLE_MS);
        servers.push(Math.max(0, (await serversCpu(engine, topology, MEASURED_MS)) - unwatched));
      }
      const cost = await watching;
      host.push(cost.percent);
      const load = loadavg()[0]?.toFixed(1);
      const kb = (cost.bytesPerSecond / 1024).toFixed(1);
      say(
        `${nodes}: ${cost.percent.toFixed(2)} % here, ${kb} KB/s to the page; ${cost.engineEvents} engine events, load ${load}`,
      );
    }
    return [
      row(`extension host, ${nodes}`, host, hostGoal),
      ...(serverGoal === undefined
        ? []
        : [row(`each server beyond unwatched, ${nodes}`, servers, serverGoal)]),
    ];
  } finally {
    await removeTopology(lab, id, work);
  }
}

function row(what: string, percents: readonly number[], most: number): BenchRow {
  const ours = Math.round(median(percents) * 1000) / 1000;
  const unit = '% of a core';
  return { what, ours, unit, goal: `<= ${most}`, met: ours <= most, runs: percents.length };
}
