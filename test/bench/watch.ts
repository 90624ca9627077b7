import { homedir } from 'node:os';
import { resolveEndpoint } from '../../src/docker/endpoint';
import { silentLog } from '../../src/model/log';
import { parseInfo } from '../../src/model/parse/info';
import type { TopologySnapshot } from '../../src/model/snapshot';
import { type ClusterSpec, defaultSpec } from '../../src/model/spec';
import { createTopology } from '../../src/operations/create';
import { removeTopology } from '../../src/operations/remove';
import { Lab } from '../../src/topology/lab';
import { choosePorts } from '../../src/topology/ports';
import type { BenchResult, BenchRow } from '../lab/bench-row';
import { median } from '../lab/median';
import type { Say } from '../lab/say';

const IMAGE = 'redis:8.0';
const WATCHED_MS = 20_000;
const SETTLE_MS = 3000;
const RUNS = 3;
const sleep = (ms: number) => new Promise((r) => setTimeout(r, ms));

/** What watching costs: this process's share of one core, and each server's beyond what it uses unwatched. */
export async function run(say: Say): Promise<BenchResult> {
  const lab = new Lab({
    endpoint: () => resolveEndpoint({ env: process.env, home: homedir() }),
    log: silentLog,
  });
  try {
    const six = await watched(lab, 3, say);
    const hundred = await watched(lab, 50, say);
    return {
      section: 'watch',
      rows: [
        row('extension host, 6 nodes at 1 Hz', six.ours, 1),
        row('each server, 6 nodes at 1 Hz', six.server, 0.2),
        row('extension host, 100 nodes at 1 Hz', hundred.ours, 8),
      ],
    };
  } finally {
    lab.dispose();
  }
}

const row = (what: string, percent: number, most: number): BenchRow => ({
  what,
  ours: percent,
  unit: '% of a core',
  goal: `<= ${most}`,
  met: percent <= most,
  runs: RUNS,
});

/** Makes a cluster of that many shards with one replica each, and measures it watched and unwatched. */
async function watched(lab: Lab, masters: number, say: Say): Promise<{ ours: number; server: number }> {
  const work = { signal: new AbortController().signal, step() {} };
  const wish: ClusterSpec = {
    ...(defaultSpec('cluster', `bench-watch-${masters}`, IMAGE) as ClusterSpec),
    masters,
    persistence: 'none',
    firstPort: 23_000,
  };
  const { id } = await createTopology(lab, await choosePorts(await lab.connect(), wish), {}, work);
  say(`${masters * 2} nodes are up`);
  try {
    await sleep(SETTLE_MS);
    const idle = await serverCpu(lab, id, WATCHED_MS);
    const ours: number[] = [];
    const servers: number[] = [];
    for (let i = 0; i < RUNS; i++) {
      lab.attention('bench', id);
      await sleep(SETTLE_MS);
      const before = process.cpuUsage();
      const began = performance.now();
      servers.push((await serverCpu(lab, id, WATCHED_MS)) - idle);
      const used = process.cpuUsage(before);
      ours.push(((used.user + used.system) / 1000 / (performance.now() - began)) * 100);
      lab.attention('bench', undefined);
      say(
        `${masters * 2} nodes: ${ours.at(-1)?.toFixed(2)} % here, ${servers.at(-1)?.toFixed(2)} % per server more than unwatched`,
      );
    }
    return { ours: median(ours), server: median(servers) };
  } finally {
    await removeTopology(lab, id, work);
  }
}

/** The mean CPU of the servers over a time, % of a core each, as they count it themselves. */
async function serverCpu(lab: Lab, id: string, ms: number): Promise<number> {
  const topology = lab.store.get(id);
  if (!topology) throw new Error('the topology is gone');
  const before = await cpuSeconds(lab, topology);
  await sleep(ms);
  const after = await cpuSeconds(lab, topology);
  return ((after - before) / topology.nodes.length / (ms / 1000)) * 100;
}

async function cpuSeconds(lab: Lab, topology: TopologySnapshot): Promise<number> {
  let sum = 0;
  for (const n of topology.nodes) {
    const info = parseInfo(String(await (await lab.connectionTo(n.id)).run(['INFO', 'cpu'])));
    sum += Number(info.get('used_cpu_sys')) + Number(info.get('used_cpu_user'));
  }
  return sum;
}
