import { execFile } from 'node:child_process';
import { homedir } from 'node:os';
import { promisify } from 'node:util';
import { resolveEndpoint } from '../../src/docker/endpoint';
import { silentLog } from '../../src/model/log';
import { Lab } from '../../src/topology/lab';
import type { BenchResult } from '../lab/bench-row';
import { ensureNotRedis } from '../lab/images/not-redis';
import { median } from '../lab/median';
import type { Say } from '../lab/say';

const IMAGE = 'redis:8.0';
const PREFIX = 'bench-found';
/** An image without a server, under a name that says nothing. */
const OTHER_IMAGE = 'bench-plain:latest';
const RUNS = 5;
const SERVERS = 20;
const OTHERS = 30;
const GOAL_MS = 2000;

const docker = async (...args: string[]) =>
  (await promisify(execFile)('docker', args, { maxBuffer: 2 ** 24 })).stdout.trim();

/** From opening the view to a complete tree, with 50 containers that others made, of which 20 are servers. */
export async function run(say: Say): Promise<BenchResult> {
  try {
    await docker('tag', await ensureNotRedis(say), OTHER_IMAGE);
    await makeServers();
    await makeOthers();
    say(`${SERVERS} servers and ${OTHERS} other containers run`);
    const times: number[] = [];
    for (let i = 0; i < RUNS; i++) {
      times.push(await openView());
      say(`complete after ${times.at(-1)?.toFixed(0)} ms`);
    }
    const connections = await mostConnections();
    return {
      section: 'discovery',
      rows: [
        {
          what: `opening the view until the tree is complete, ${SERVERS + OTHERS} containers, ${SERVERS} of them servers`,
          ours: median(times),
          unit: 'ms',
          goal: `<= ${GOAL_MS}`,
          met: median(times) <= GOAL_MS,
          runs: RUNS,
        },
        {
          what: 'connections to each server',
          ours: connections,
          unit: '',
          goal: '<= 1',
          met: connections <= 1,
          runs: 1,
        },
      ],
    };
  } finally {
    const ids = await docker('ps', '-aq', '--filter', `label=${PREFIX}`);
    if (ids !== '') await docker('rm', '-f', '-v', ...ids.split('\n'));
    await docker('rmi', OTHER_IMAGE);
  }
}

const start = (name: string, ...args: string[]) =>
  docker('run', '-d', '--name', `${PREFIX}-${name}`, '--label', PREFIX, ...args);

/** Five groups of a master and three replicas. */
async function makeServers(): Promise<void> {
  for (let group = 0; group < SERVERS / 4; group++) {
    const id = await start(`${group}-master`, IMAGE);
    const ip = await docker('inspect', '-f', '{{.NetworkSettings.IPAddress}}', id);
    for (let i = 1; i < 4; i++)
      await start(`${group}-replica-${i}`, IMAGE, 'redis-server', '--replicaof', ip, '6379');
  }
}

/** Containers that have nothing to do with it, but for every fifth, whose image's name looks like it. */
async function makeOthers(): Promise<void> {
  for (let i = 0; i < OTHERS; i++) {
    if (i % 5 === 0) await start(`other-${i}`, IMAGE, 'sleep', '3600');
    else await start(`other-${i}`, OTHER_IMAGE);
  }
}

/** Opens the view in a new window, and waits until every server stands in its group and answers. */
async function openView(): Promise<number> {
  const lab = newLab();
  const began = performance.now();
  try {
    lab.attention('tree', 'all');
    await lab.connect();
    while (!isComplete(lab)) await new Promise((r) => setTimeout(r, 5));
    return performance.now() - began;
  } finally {
    lab.dispose();
  }
}

function newLab(): Lab {
  return new Lab({
    endpoint: () => resolveEndpoint({ env: process.env, home: homedir() }),
    log: silentLog,
    discovery: () => ({ enabled: true, ignore: [] }),
  });
}

function isComplete({ store }: Lab): boolean {
  const groups = store.topologies.filter((t) => t.nodes.some((n) => n.name.startsWith(`${PREFIX}-`)));
  return (
    store.listed &&
    groups.length === SERVERS / 4 &&
    groups.every((t) => t.nodes.length === 4 && t.nodes.every((n) => n.answer.kind === 'data'))
  );
}

/** How many ordinary clients a server has more while the view is open. */
async function mostConnections(): Promise<number> {
  const before = await clients();
  const lab = newLab();
  try {
    lab.attention('tree', 'all');
    await lab.connect();
    await new Promise((r) => setTimeout(r, 3000));
    return (await clients()) - before;
  } finally {
    lab.dispose();
  }
}

/** The one that asks is among them each time. */
async function clients(): Promise<number> {
  const list = await docker('exec', `${PREFIX}-0-master`, 'redis-cli', 'CLIENT', 'LIST', 'TYPE', 'NORMAL');
  return list.split('\n').length;
}
