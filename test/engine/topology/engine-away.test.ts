import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { resolveEndpoint } from '../../../src/docker/endpoint';
import { Failure } from '../../../src/model/failure';
import { silentLog } from '../../../src/model/log';
import { createTopology } from '../../../src/operations/create';
import { Lab } from '../../../src/topology/lab';
import { Bed, work } from './bed';

const bed = new Bed();
const dir = mkdtempSync(join(tmpdir(), 'engine-away-'));
const socketPath = join(dir, 'docker.sock');
let proxy: Server;
const open = new Set<Socket>();
let cut = false;

/** A door to the real engine that can be shut: the engine itself is everybody's and must not be stopped. */
beforeAll(async () => {
  const real = await resolveEndpoint({ env: process.env, home: homedir() });
  const path = real.host.replace('unix://', '');
  proxy = createServer((client) => {
    if (cut) {
      client.destroy();
      return;
    }
    const engine = connect(path);
    for (const s of [client, engine]) {
      open.add(s);
      s.on('close', () => open.delete(s));
      s.on('error', () => s.destroy());
    }
    client.pipe(engine).pipe(client);
    client.on('close', () => engine.destroy());
    engine.on('close', () => client.destroy());
  });
  await new Promise<void>((r) => proxy.listen(socketPath, r));
});
afterAll(async () => {
  for (const s of open) s.destroy();
  await new Promise((r) => proxy.close(r));
  rmSync(dir, { recursive: true, force: true });
  await bed.dispose();
});

const shut = () => {
  cut = true;
  for (const s of open) s.destroy();
};

test('the engine goes away in the middle of a creation and comes back: the cause is told, nothing is left', async () => {
  const lab = new Lab({
    endpoint: () => resolveEndpoint({ setting: `unix://${socketPath}`, env: {}, home: dir }),
    log: silentLog,
  });
  lab.attention('test', 'all');
  const spec = await bed.spec('cluster', 'redis:8.0');
  await lab.connect();
  const w = work((step) => {
    if (!step.includes('(4 of 6)')) return;
    shut();
    setTimeout(() => {
      cut = false;
    }, 2500);
  });
  const error = await createTopology(lab, spec, {}, w).catch((e: unknown) => e);
  expect(error).toBeInstanceOf(Failure);
  expect(await bed.leftovers(spec.name)).toEqual([]);
  for (let i = 0; i < 100 && lab.store.engine.kind !== 'ready'; i++)
    await new Promise((r) => setTimeout(r, 100));
  expect(lab.store.engine.kind).toBe('ready');
  lab.dispose();
});

test('an engine that is away is said to be, and is used as soon as it answers, by itself', async () => {
  shut();
  const lab = new Lab({
    endpoint: () => resolveEndpoint({ setting: `unix://${socketPath}`, env: {}, home: dir }),
    log: silentLog,
  });
  lab.attention('test', 'all');
  await expect(lab.connect()).rejects.toBeInstanceOf(Failure);
  expect(lab.store.engine.kind).toBe('unavailable');
  cut = false;
  for (let i = 0; i < 80 && lab.store.engine.kind !== 'ready'; i++)
    await new Promise((r) => setTimeout(r, 100));
  expect(lab.store.engine.kind).toBe('ready');
  lab.dispose();
});
