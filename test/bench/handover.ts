import { randomBytes } from 'node:crypto';
import { homedir } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { resolveEndpoint } from '../../src/docker/endpoint';
import { WRITERS_WAIT_MS } from '../../src/model/handover';
import { silentLog } from '../../src/model/log';
import { defaultSpec, type Shape } from '../../src/model/spec';
import { topologyHealth } from '../../src/model/topology-health';
import { createTopology } from '../../src/operations/create';
import { handOver } from '../../src/operations/handover';
import { removeTopology } from '../../src/operations/remove';
import type { Work } from '../../src/operations/work';
import { Lab } from '../../src/topology/lab';
import { choosePorts } from '../../src/topology/ports';
import type { BenchResult, BenchRow } from '../lab/bench-row';
import { median } from '../lab/median';
import type { Say } from '../lab/say';
import { plainCommand } from './handover/plain';
import { type Observed, underWrite } from './handover/under-write';

const RUNS = 3;
const IMAGES = ['redis:7.0', 'redis:8.0', 'valkey/valkey:8.1', 'valkey/valkey:9.1'];
const SHAPES: readonly Shape[] = ['replication', 'sentinel', 'cluster'];
/** How long the client goes on: until a plain SENTINEL FAILOVER has demoted the old master. ms */
const AFTER_MS: Readonly<Record<Shape, { ours: number; theirs: number }>> = {
  replication: { ours: 1000, theirs: 3000 },
  sentinel: { ours: 1000, theirs: 15_000 },
  cluster: { ours: 1000, theirs: 1000 },
};
const work: Work = { signal: new AbortController().signal, step() {} };

/**
 * A handover by us and by the server's plain command, a client writing throughout, every acknowledged key looked up.
 * Images may be named: `npm run bench -- handover valkey/valkey:9.1`.
 */
export async function run(say: Say): Promise<BenchResult> {
  const lab = new Lab({
    endpoint: () => resolveEndpoint({ env: process.env, home: homedir() }),
    log: silentLog,
  });
  const rows: BenchRow[] = [];
  const wanted = process.argv.slice(3);
  try {
    for (const image of IMAGES.filter((it) => wanted.length === 0 || wanted.includes(it)))
      for (const shape of SHAPES) rows.push(...(await compare(lab, image, shape, say)));
  } finally {
    lab.dispose();
  }
  return { section: 'handover', rows };
}

async function compare(lab: Lab, image: string, shape: Shape, say: Say): Promise<BenchRow[]> {
  const name = `bench-handover-${randomBytes(3).toString('hex')}`;
  const small = shape === 'cluster' ? { nodeTimeoutMs: 1000 } : {};
  const wish = { ...defaultSpec(shape, name, image), ...small, firstPort: 23_000 };
  const spec = await choosePorts(await lab.connect(), wish);
  const { id } = await createTopology(lab, spec, {}, work);
  try {
    await lab.refresh();
    const ours = await repeat(lab, id, AFTER_MS[shape].ours, (m) => handOver(lab, id, m, work));
    const plainly = (coordinated: boolean) =>
      repeat(lab, id, AFTER_MS[shape].theirs, async (m) => {
        const topology = await lab.askAll(id);
        const master = topology?.nodes.find((n) => n.id === m);
        if (topology && master) await plainCommand(lab, topology, master, coordinated);
      });
    const rows = rowsOf(shape, image, '', ours, await plainly(false), say);
    // Valkey's sentinels can have the master hand over by itself (since 9.0).
    if (shape === 'sentinel' && image.startsWith('valkey/valkey:9'))
      rows.push(...rowsOf(shape, image, ' (COORDINATED)', ours, await plainly(true), say));
    return rows;
  } finally {
    await removeTopology(lab, id, work);
  }
}

async function repeat(
  lab: Lab,
  id: string,
  afterMs: number,
  act: (masterId: string) => Promise<unknown>,
): Promise<Observed<unknown>[]> {
  const seen: Observed<unknown>[] = [];
  for (let i = 0; i < RUNS; i++) {
    await healthy(lab, id);
    seen.push(await underWrite(lab, id, afterMs, (master) => act(master.id)));
  }
  return seen;
}

/** Waits until it has got over the last one; a replica may be elected again only after 4 node timeouts. */
async function healthy(lab: Lab, id: string): Promise<void> {
  const end = Date.now() + 60_000;
  await sleep(5000);
  for (;;) {
    const topology = await lab.askAll(id);
    if (topology && topologyHealth(topology).level === 'ok') return;
    if (Date.now() > end) throw new Error('not healthy again within 60 s');
    await sleep(200);
  }
}

function rowsOf(
  shape: Shape,
  image: string,
  how: string,
  ours: readonly Observed<unknown>[],
  theirs: readonly Observed<unknown>[],
  say: Say,
): BenchRow[] {
  const what = `${shape}, ${image.replace('valkey/', '').replace(':', ' ')}${how}`;
  const waited = (of: readonly Observed<unknown>[]) => median(of.map((o) => o.waitedMs));
  const lost = (of: readonly Observed<unknown>[]) => median(of.map((o) => o.lost));
  const most = WRITERS_WAIT_MS[shape];
  const none = ours.every((o) => o.lost === 0);
  say(
    `${what}: waited ${ours.map((o) => o.waitedMs.toFixed(0)).join(', ')} ms, lost ${ours.map((o) => o.lost).join(', ')}; ` +
      `plain ${theirs.map((o) => o.waitedMs.toFixed(0)).join(', ')} ms, lost ${theirs.map((o) => o.lost).join(', ')}`,
  );
  return [
    {
      what: `${what}: writers waited`,
      ours: waited(ours),
      theirs: waited(theirs),
      unit: 'ms',
      goal: `<= ${most} ms and 0 lost`,
      met: waited(ours) <= most && none,
      runs: RUNS,
    },
    {
      what: `${what}: acknowledged writes lost`,
      ours: Math.max(...ours.map((o) => o.lost)),
      theirs: lost(theirs),
      unit: 'writes',
      goal: '0',
      met: none,
      runs: RUNS,
    },
  ];
}
