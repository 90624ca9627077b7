import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { exec } from '../../../src/docker/exec';
import { Cancelled, Failure } from '../../../src/model/failure';
import { totalKeys } from '../../../src/model/saved-data/saved-data';
import { deleteSavedData } from '../../../src/operations/saved-data/delete';
import { restoreData } from '../../../src/operations/saved-data/restore';
import { saveTopologyData } from '../../../src/operations/saved-data/save';
import { listSavedData } from '../../../src/topology/saved-list';
import { Bed, node, work } from '../topology/bed';
import { contents, everyKind, mastersOf, send } from './every-kind';
import { heldContainers, savedVolumes } from './remains';

const bed = new Bed();
afterAll(() => bed.dispose(), 60_000);

/** A work that is cancelled when a step begins. */
const cancelledAt = (begin: string) =>
  work((step, cancel) => {
    if (step.startsWith(begin)) cancel();
  });

/** Restores in a process of its own and kills it when a step is reached. */
function restoreAndDie(savedId: string, topologyId: string, atStep: string): Promise<void> {
  const script = join(__dirname, 'restore-until-killed.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', script, savedId, topologyId], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  child.stdout.on('data', (data: Buffer) => {
    if (String(data).includes(atStep)) child.kill('SIGKILL');
  });
  return new Promise((resolve) => child.on('exit', () => resolve()));
}

test('a cluster that is saved while a client writes has all shards at one moment', async () => {
  const topology = await bed.create(await bed.spec('cluster', 'valkey/valkey:9.1'));
  const [first, second] = mastersOf(topology).map(({ id }) => id);
  const [one, other] = await Promise.all([
    bed.lab.connectionTo(first ?? ''),
    bed.lab.connectionTo(second ?? ''),
  ]);
  // The one before the other, each acknowledged: at no moment does the second know more than the first.
  let writing = true;
  let last = 0;
  const writer = (async () => {
    for (; writing; last++) {
      await one.run(['SET', 'b', String(last)]);
      await other.run(['SET', 'c', String(last)]);
    }
  })();
  for (const end = Date.now() + 5000; last < 20 && Date.now() < end; )
    await new Promise((r) => setTimeout(r, 10));
  const saved = await saveTopologyData(bed.lab, topology.id, `${topology.name} at work`, work());
  writing = false;
  await writer;

  await restoreData(bed.lab, saved, topology.id, work());
  const [a, b] = [Number(await one.run(['GET', 'b'])), Number(await other.run(['GET', 'c']))];
  expect([a, a - 1]).toContain(b);
  expect(a).toBeLessThan(last - 1);
  await deleteSavedData(await bed.engine(), saved.id);
}, 120_000);

test('what is cancelled, killed or refused half-way leaves the data as it was', async () => {
  const engine = await bed.engine();
  const topology = await bed.create(await bed.spec('replication', 'redis:8.0', { persistence: 'none' }));
  const at = node(topology, (n) => n === mastersOf(topology)[0]);
  await send(bed, topology, everyKind(3000));
  const name = `${topology.name} first`;

  await expect(saveTopologyData(bed.lab, topology.id, name, cancelledAt('Copying'))).rejects.toThrow(
    Cancelled,
  );
  expect(await savedVolumes(engine, topology.name)).toEqual([]);

  const saved = await saveTopologyData(bed.lab, topology.id, name, work());
  await expect(saveTopologyData(bed.lab, topology.id, name, work())).rejects.toThrow('was not saved');
  // A server that is to keep nothing does not come back with what was saved of it.
  const { stdout } = await exec(engine, at.container.id, ['ls', '/data']);
  expect(stdout).not.toContain('dump.rdb');

  await send(bed, topology, [
    ['SET', 'plain:1', 'now'],
    ['DEL', 'large'],
  ]);
  const now = await contents(bed, topology);
  await expect(restoreData(bed.lab, saved, topology.id, cancelledAt('Restoring keys'))).rejects.toThrow(
    Cancelled,
  );
  expect(await contents(bed, topology)).toEqual(now);
  expect(await savedVolumes(engine, topology.name)).toHaveLength(2);

  // One key is larger than the memory that the server may take.
  await bed.run(at, 'CONFIG', 'SET', 'maxmemory', '10mb');
  const refused = await restoreData(bed.lab, saved, topology.id, work()).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(Failure);
  expect(await contents(bed, topology)).toEqual(now);
  await bed.run(at, 'CONFIG', 'SET', 'maxmemory', '0');

  await restoreAndDie(saved.id, topology.id, 'Restoring keys');
  const kept = (await listSavedData(engine)).saved.find(
    ({ topology: { id }, id: own }) => id === topology.id && own !== saved.id,
  );
  expect(kept?.name).toContain(`${topology.name} before `);
  await expect.poll(() => heldContainers(engine, saved.id), { timeout: 15_000 }).toEqual([]);
  if (kept) {
    await restoreData(bed.lab, kept, topology.id, work());
    await deleteSavedData(engine, kept.id);
  }
  expect(await contents(bed, topology)).toEqual(now);
  await deleteSavedData(engine, saved.id);
  expect(await savedVolumes(engine, topology.name)).toEqual([]);
}, 300_000);

test('what a newer server saved is not put into an older one, which keeps what it has', async () => {
  const newer = await bed.create(await bed.spec('replication', 'valkey/valkey:9.1', { replicas: 1 }));
  const older = await bed.create(await bed.spec('replication', 'redis:7.0', { replicas: 1 }));
  await send(bed, newer, [['SET', 'a', '1']]);
  await send(bed, older, [['SET', 'b', '2']]);
  const saved = await saveTopologyData(bed.lab, newer.id, `${newer.name} newer`, work());
  await expect(restoreData(bed.lab, saved, older.id, work())).rejects.toThrow(
    'could not be loaded by the image',
  );
  expect([...(await contents(bed, older)).keys()]).toContain('b');
  const upward = await saveTopologyData(bed.lab, older.id, `${older.name} older`, work());
  await restoreData(bed.lab, upward, newer.id, work());
  expect([...(await contents(bed, newer)).keys()]).toContain('b');
  expect(totalKeys(upward)).toBeGreaterThan(0);
  for (const { id } of [saved, upward]) await deleteSavedData(await bed.engine(), id);
}, 120_000);
