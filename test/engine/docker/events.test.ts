import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startContainer, stopContainer } from '../../../src/docker/containers';
import { connectEngine } from '../../../src/docker/engine';
import { engineTrouble } from '../../../src/docker/engine-failure';
import { type EngineEvent, watchEvents } from '../../../src/docker/events';
import { type Lab, openLab } from './lab';

let lab: Lab;

beforeAll(async () => {
  lab = await openLab();
});
afterAll(() => lab.cleanUp());

async function until(condition: () => boolean): Promise<void> {
  for (const end = Date.now() + 10_000; !condition(); await sleep(10)) {
    if (Date.now() > end) throw new Error('it did not come to pass');
  }
}

/** Between us and the engine, so that the connection can be broken. */
async function proxy() {
  const socketPath = lab.engine.endpoint.host.replace('unix://', '');
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(socketPath);
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      open.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => {
        open.delete(socket);
        other.destroy();
      });
    }
    client.pipe(upstream).pipe(client);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const engine = connectEngine({ id: 'p', name: 'p', host: `tcp://127.0.0.1:${port}`, source: 'setting' });
  return {
    engine,
    open,
    cut: () => {
      for (const socket of open) socket.destroy();
    },
    refuse: () => new Promise((done) => server.close(done)),
    accept: () => new Promise<void>((done) => server.listen(port, '127.0.0.1', done)),
  };
}

test('events come, are missed by nobody while the connection is broken, and end with dispose', async () => {
  const between = await proxy();
  const events: EngineEvent[] = [];
  let connected = 0;
  const troubles: unknown[] = [];
  const watch = watchEvents(between.engine, {
    onEvent: (event) => events.push(event),
    onConnected: () => {
      connected++;
    },
    onTrouble: (error) => troubles.push(error),
  });
  await until(() => connected === 1);
  const id = await lab.container('events', ['sleep 600']);
  await startContainer(lab.engine, id);
  const mine = () => events.filter((event) => event.containerId === id).map(({ action }) => action);
  await until(() => mine().includes('start'));

  const refused = between.refuse();
  between.cut();
  await refused;
  await until(() => troubles.length >= 2);
  expect(troubles.map(engineTrouble)).toContain('notRunning');
  await stopContainer(lab.engine, id, { timeoutSeconds: 0 });
  await between.accept();
  await until(() => connected === 2);
  await until(() => mine().includes('die'));
  expect(mine().filter((action) => action === 'create' || action === 'start')).toEqual(['create', 'start']);
  const die = events.find((event) => event.containerId === id && event.action === 'die');
  expect(die).toMatchObject({
    topology: lab.topology,
    node: 'n',
    exitCode: 137,
    containerName: lab.name('events'),
  });
  expect(Math.abs((die?.at ?? 0) - Date.now())).toBeLessThan(60_000);

  watch.dispose();
  await until(() => between.open.size === 0);
  const told = events.length;
  await startContainer(lab.engine, id);
  await sleep(300);
  expect(events.length).toBe(told);
  between.engine.dispose();
  await between.refuse();
});

test('disposing while it connects is safe', async () => {
  const between = await proxy();
  const failures: unknown[] = [];
  const handlers = { onEvent: () => {}, onConnected: () => {}, onTrouble: (e: unknown) => failures.push(e) };
  for (let wait = 0; wait < 10; wait++) {
    const watch = watchEvents(between.engine, handlers);
    await sleep(wait);
    watch.dispose();
    watch.dispose();
  }
  await until(() => between.open.size === 0);
  expect(failures).toEqual([]);
  between.engine.dispose();
  await between.refuse();
});
