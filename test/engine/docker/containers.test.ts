import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  createContainer,
  inspectContainer,
  killContainer,
  listTopologyContainers,
  pauseContainer,
  removeContainer,
  renameContainer,
  restartContainer,
  startContainer,
  stopContainer,
  unpauseContainer,
} from '../../../src/docker/containers';
import { pingEngine } from '../../../src/docker/engine';
import { isConflict, isNotFound } from '../../../src/docker/engine-failure';
import { exec } from '../../../src/docker/exec';
import { putFiles, readFile } from '../../../src/docker/files';
import { isHostPortFree, takenPorts } from '../../../src/docker/free-ports';
import { hasImage, inspectImage, listLocalImages, pullImage } from '../../../src/docker/images';
import { LABEL } from '../../../src/docker/labels';
import { followLogs } from '../../../src/docker/logs';
import { createVolume, listTopologyVolumes, removeVolume } from '../../../src/docker/volumes';
import { Cancelled, Failure } from '../../../src/model/failure';
import { IMAGE, type Lab, openLab } from './lab';

let lab: Lab;

beforeAll(async () => {
  lab = await openLab();
});
afterAll(() => lab.cleanUp());

const rowOf = async (id: string) => {
  const row = (await listTopologyContainers(lab.engine)).find(({ facts }) => facts.id === id);
  if (!row) throw new Error('the container is not in the list');
  return row;
};

test('the engine says what it is', async () => {
  const { version, os } = await pingEngine(lab.engine);
  expect(version).toMatch(/^\d+\.\d+/);
  expect(os).toBe('linux');
});

test('a container goes through its states, and repeating a step is fine', async () => {
  const { engine } = lab;
  const id = await lab.container('states', ['trap "exit 3" TERM; while :; do sleep 0.1; done']);
  expect((await rowOf(id)).facts).toMatchObject({ state: 'created', name: lab.name('states'), image: IMAGE });
  await startContainer(engine, id);
  await startContainer(engine, id);
  await pauseContainer(engine, id);
  expect((await rowOf(id)).facts.state).toBe('paused');
  expect(isConflict(await pauseContainer(engine, id).catch((e: unknown) => e))).toBe(true);
  await unpauseContainer(engine, id);
  await restartContainer(engine, id);
  await renameContainer(engine, id, lab.name('renamed'));
  expect((await rowOf(id)).facts).toMatchObject({ state: 'running', name: lab.name('renamed') });
  await stopContainer(engine, id, { timeoutSeconds: 5 });
  await stopContainer(engine, id);
  const info = await inspectContainer(engine, id);
  expect(info.State.ExitCode).toBe(3);
  expect(info.HostConfig.Init).toBe(false);
  expect(info.HostConfig.SecurityOpt).toContain('no-new-privileges');
  await startContainer(engine, id);
  await killContainer(engine, id, 'SIGKILL');
  await removeContainer(engine, id);
  await removeContainer(engine, id);
  expect(isNotFound(await inspectContainer(engine, id).catch((e: unknown) => e))).toBe(true);
});

test('the list is read whatever the labels say', async () => {
  const sound = await lab.container('sound');
  const garbage = await lab.container('garbage', ['true'], {
    labels: { [LABEL.topology]: lab.topology, [LABEL.port]: '99999999', [LABEL.spec]: '{"' },
  });
  expect((await rowOf(sound)).labels).toMatchObject({ topology: lab.topology, role: 'master', port: 6379 });
  expect((await rowOf(garbage)).labels).toBeUndefined();
  expect((await rowOf(garbage)).rawLabels[LABEL.topology]).toBe(lab.topology);
  expect(Math.abs((await rowOf(sound)).createdAt - Date.now())).toBeLessThan(60_000);
});

test('a name that is taken is a failure, an abort while creating leaves nothing', async () => {
  await lab.container('twin');
  const failure: unknown = await lab.container('twin').catch((e: unknown) => e);
  expect(failure).toBeInstanceOf(Failure);
  expect(isConflict(failure)).toBe(true);
  const controller = new AbortController();
  const { engine, labels } = lab;
  const making = createContainer(
    engine,
    { name: lab.name('aborted'), image: IMAGE, command: [], labels },
    controller.signal,
  );
  controller.abort();
  await expect(making).rejects.toBeInstanceOf(Cancelled);
  expect((await listTopologyContainers(engine)).map(({ facts }) => facts.name)).not.toContain(
    lab.name('aborted'),
  );
});

test('files go into a container that never ran, also into its volume, and come back', async () => {
  const { engine } = lab;
  await createVolume(engine, { name: lab.name('volume'), labels: lab.labels });
  const id = await lab.container('files', ['stat -c "%n %a %u %g" /data/* /etc/lab/*; sleep 600'], {
    volume: { name: lab.name('volume'), target: '/data' },
    user: '999:999',
  });
  const secret = { path: 'redis.conf', content: 'requirepass x\n', mode: 0o600, uid: 999, gid: 1000 };
  const folders = [{ path: 'lab', mode: 0o700, uid: 999, gid: 999 }];
  await putFiles(engine, id, '/data', [secret]);
  await putFiles(
    engine,
    id,
    '/etc',
    [{ ...secret, path: 'lab/nodes.conf', content: Buffer.alloc(300_000, 65) }],
    { folders },
  );
  expect((await readFile(engine, id, '/data/redis.conf'))?.toString()).toBe('requirepass x\n');
  expect((await readFile(engine, id, '/etc/lab/nodes.conf'))?.length).toBe(300_000);
  expect(await readFile(engine, id, '/data/missing')).toBeUndefined();
  await expect(readFile(engine, id, '/data')).rejects.toThrow();
  expect((await rowOf(id)).facts.volumeName).toBe(lab.name('volume'));

  await startContainer(engine, id);
  const said = await exec(engine, id, [
    'sh',
    '-c',
    'stat -c "%n %a %u %g" /data/redis.conf /etc/lab /etc/lab/nodes.conf',
  ]);
  expect(said.stdout.trim().split('\n')).toEqual([
    '/data/redis.conf 600 999 1000',
    '/etc/lab 700 999 999',
    '/etc/lab/nodes.conf 600 999 1000',
  ]);
  await removeContainer(engine, id);
  expect((await listTopologyVolumes(engine)).map(({ name }) => name)).toContain(lab.name('volume'));
  await removeVolume(engine, lab.name('volume'));
  await removeVolume(engine, lab.name('volume'));
});

test('a log is followed to the end of the container', async () => {
  const id = await lab.container('log', ['echo eins; echo zwei >&2; sleep 0.5; echo drei']);
  await startContainer(lab.engine, id);
  let said = '';
  let ended = 0;
  await followLogs(lab.engine, id, {
    tail: 100,
    onData: (piece) => {
      said += piece;
    },
    onEnd: () => {
      ended++;
    },
  });
  expect(said.split('\n').sort()).toEqual(['', 'drei', 'eins', 'zwei']);
  expect(ended).toBe(1);
});

test('following a log ends with the signal', async () => {
  const id = await lab.container('endless', ['while :; do echo x; sleep 0.1; done']);
  await startContainer(lab.engine, id);
  const controller = new AbortController();
  let ended = 0;
  await followLogs(lab.engine, id, {
    tail: 1,
    signal: controller.signal,
    onData: () => controller.abort(),
    onEnd: () => {
      ended++;
    },
  });
  expect(ended).toBe(1);
});

test('published ports are taken, also by a container that is stopped', async () => {
  const port = 23_971;
  expect(await isHostPortFree(port)).toBe(true);
  const id = await lab.container('port', ['sleep 600'], { publish: [{ port, hostIp: '127.0.0.1' }] });
  expect(await takenPorts(lab.engine)).toContain(port);
  await startContainer(lab.engine, id);
  expect(await takenPorts(lab.engine)).toContain(port);
  expect(await isHostPortFree(port)).toBe(false);
  const second = await lab.container('port2', ['sleep 600'], { publish: [{ port, hostIp: '127.0.0.1' }] });
  await expect(startContainer(lab.engine, second)).rejects.toMatchObject({
    name: 'Failure',
    why: expect.stringContaining('port is already allocated'),
    remedies: expect.arrayContaining(['choosePorts']),
  });
});

test('images are known, looked at, and a pull that cannot be done says why', async () => {
  const { engine } = lab;
  expect(await listLocalImages(engine)).toContain(IMAGE);
  expect(await hasImage(engine, IMAGE)).toBe(true);
  expect(await hasImage(engine, 'no-such/image:1')).toBe(false);
  expect((await inspectImage(engine, IMAGE)).exposedPorts).toContain('6379/tcp');
  const started = Date.now();
  const failure: unknown = await pullImage(engine, 'localhost:9/no-such/image:1').catch((e: unknown) => e);
  expect(failure).toBeInstanceOf(Failure);
  expect(failure).toMatchObject({ why: expect.stringMatching(/refused|lookup|registry/i) });
  expect((failure as Failure).remedies).toContain('chooseImage');
  expect(Date.now() - started).toBeLessThan(30_000);
});
