import { afterAll, beforeAll, expect, test } from 'vitest';
import type { NodeSnapshot } from '../../../src/model/snapshot';
import { docker } from '../findings/docker';
import { Watch } from '../findings/watch';
import { Bed } from '../topology/bed';
import { Mender } from './mend';

/** A replication whose settings or networks do not suit it: found, mended by the finding's own repair, and gone. */
const bed = new Bed();
const watch = new Watch(bed);
const mender = new Mender(bed.lab);
let id = '';
let master: NodeSnapshot;
let one: NodeSnapshot;
let two: NodeSnapshot;

beforeAll(async () => {
  const t = await bed.create(await bed.spec('replication', 'valkey/valkey:8.1'));
  id = t.id;
  [master, one, two] = t.nodes as unknown as [NodeSnapshot, NodeSnapshot, NodeSnapshot];
  await bed.run(master, 'SET', 'kept', 'yes');
  await watch.expect(id, []);
}, 60_000);
afterAll(async () => {
  mender.dispose();
  watch.dispose();
  await bed.dispose();
}, 60_000);

const setting = async (n: NodeSnapshot, name: string) =>
  String(((await bed.run(n, 'CONFIG', 'GET', name)) as string[])[1]);

async function mend(rule: string): Promise<string[]> {
  const found = await watch.expect(id, [rule], 30_000);
  const remedy = found[0]?.remedy;
  if (remedy?.kind !== 'action') throw new Error(`no repair of ${rule}`);
  const said = await mender.mend(id, remedy.repair);
  await watch.expect(id, [], 30_000);
  expect(await bed.run(one, 'GET', 'kept')).toBe('yes');
  return said;
}

test('a backlog that is written full within seconds is made to hold a minute', async () => {
  await bed.run(master, 'CONFIG', 'SET', 'repl-backlog-size', '16384');
  let writing = true;
  const writes = (async () => {
    while (writing) {
      await bed.run(master, 'SET', 'big', 'x'.repeat(1000));
      await new Promise((r) => setTimeout(r, 20));
    }
  })();
  try {
    // At the same rate of writes it is gone.
    const [said = ''] = await mend('small-backlog');
    expect(said).toMatch(/CONFIG SET repl-backlog-size \d+; CONFIG REWRITE$/);
  } finally {
    writing = false;
    await writes;
  }
  expect(Number(await setting(master, 'repl-backlog-size'))).toBeGreaterThanOrEqual(1024 * 1024);
}, 90_000);

test('full copies again and again: larger buffers are allowed, and copies are counted anew from then', async () => {
  await watch.look(id);
  for (let i = 0; i < 4; i++) {
    for (const replica of [one, two]) {
      // Who was master for a moment is of another history: it cannot resume.
      await bed.run(replica, 'REPLICAOF', 'NO', 'ONE');
      await bed.run(replica, 'REPLICAOF', master.container.ip ?? '', String(master.port));
    }
    await bed.see(id, 'links up', 15_000, (t) =>
      t.nodes.every(({ answer }) => {
        const r = answer.kind === 'data' ? answer.replication : undefined;
        return r?.role === 'master' || r?.link === 'up';
      }),
    );
    await new Promise((r) => setTimeout(r, 1200));
  }
  const [said = ''] = await mend('sync-loop');
  expect(said).toContain('CONFIG SET client-output-buffer-limit replica 536870912 268435456 120');
  expect(await setting(master, 'client-output-buffer-limit')).toContain('slave 536870912 268435456 120');
}, 120_000);

test('a replica that is in no network of its master joins it, without being restarted', async () => {
  const { networkName = '', name } = two.container;
  const started = await docker('inspect', '-f', '{{.State.StartedAt}}', name);
  await docker('network', 'disconnect', networkName, name);
  await bed.lab.refresh();
  // By itself it would notice only after repl-timeout.
  await bed.run(two, 'CLIENT', 'KILL', 'TYPE', 'master');
  expect(await mend('link-other-network')).toEqual([
    `${two.name}: docker network connect ${networkName} ${two.name}`,
  ]);
  expect(await docker('inspect', '-f', '{{.State.StartedAt}}', name)).toBe(started);
}, 120_000);
