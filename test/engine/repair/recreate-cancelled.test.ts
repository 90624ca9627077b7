import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EngineEvent } from '../../../src/docker/engine-event';
import { Cancelled } from '../../../src/model/failure';
import type { RepairPlan } from '../../../src/model/repair/plan';
import { carryOut } from '../../../src/operations/repair/carry-out';
import { ByHand } from '../found/by-hand';
import { work } from '../topology/bed';
import { agreed, Mender } from './mend';

/**
 * The user cancels while a node's container is made anew. It is a replica without a file, whose volume is its
 * container's: it would come back empty, and as a master.
 */
const hand = new ByHand();
const mender = new Mender(hand.lab);
/** What the engine told of containers called b, newest last. */
const happened: string[] = [];

beforeAll(async () => {
  const network = await hand.network('net');
  // Else a master waits 5 s for more replicas before it copies.
  const server = ['redis:7.0', 'redis-server', '--save', '', '--repl-diskless-sync-delay', '0'];
  for (const name of ['a', 'b']) await hand.run(name, '--net', network, ...server);
  await hand.until('b is told', async () => {
    return (await hand.cli('b', 'REPLICAOF', await hand.ip('a'), '6379')) === 'OK';
  });
  await hand.cli('a', 'SET', 'k', 'v');
  await hand.lab.refresh();
  hand.lab.onEvent(({ action, containerName }: EngineEvent) => {
    if (['stop', 'rename', 'create', 'start', 'destroy'].includes(action) && isB(containerName))
      happened.push(action);
  });
  await well();
}, 60_000);

afterAll(async () => {
  mender.dispose();
  await hand.dispose();
  await hand.docker('volume', 'rm', ...(await volumes()));
}, 60_000);

const isB = (name: string) => name.replace(/-before-[0-9a-f]+$/, '') === hand.name('b');
const volumes = async () =>
  (await hand.docker('volume', 'ls', '-q', '--filter', `name=${hand.prefix}`)).split('\n').filter(Boolean);
const containers = () =>
  hand.docker(
    'ps',
    '-a',
    '--no-trunc',
    '--format',
    '{{.ID}} {{.Names}} {{.State}}',
    '--filter',
    `name=${hand.name('b')}`,
  );
const well = () =>
  hand.until('b has what a has', async () => {
    await hand.lab.refresh();
    const { answer } = hand.node('b');
    const isReplica = answer.kind === 'data' && answer.replication.role === 'replica';
    return isReplica && answer.replication.link === 'up' && (await hand.cli('b', 'GET', 'k')) === 'v';
  });

/** Somebody who cancels when the operation looks for the n-th time (from 0) whether it is to go on. */
function cancelledAtLook(n: number): AbortSignal {
  const controller = new AbortController();
  let looks = 0;
  const isAborted = () => {
    if (looks++ === n) controller.abort();
    return looks > n;
  };
  return Object.defineProperty(controller.signal, 'aborted', { get: isAborted });
}

/** Whether it was done before anybody cancelled. */
async function recreated(plan: RepairPlan, signal: AbortSignal): Promise<boolean> {
  try {
    await carryOut(mender, hand.of('b').id, plan, { ...work(), signal });
    return true;
  } catch (error) {
    if (error instanceof Cancelled) return false;
    throw error;
  }
}

test('wherever it is cancelled, the old container runs again as before, or the new one stays', async () => {
  const plan = agreed(
    await mender.plan(hand.of('b').id, { kind: 'recreateWithVolume', nodes: [hand.node('b').id] }),
  );
  const before = await containers();
  const courses = new Set<string>();
  for (let look = 0; (await containers()) === before; look++) {
    happened.length = 0;
    const done = await recreated(plan, cancelledAtLook(look));
    await well();
    courses.add(`${done ? 'done' : 'cancelled'}: ${happened.join(' ')}`);
    if ((await containers()) !== before) break;
    expect(done).toBe(false);
    expect(await volumes()).toEqual([]);
  }
  expect([...courses]).toEqual([
    'cancelled: ',
    'cancelled: stop start',
    'cancelled: stop rename create destroy rename start',
    // Once it runs it may have taken writes: it stays, though the rest of the repair is cancelled.
    'cancelled: stop rename create start destroy',
  ]);
  expect(await containers()).toMatch(/^\w+ \S+-b running$/);
  expect(await volumes()).toHaveLength(1);
}, 90_000);
