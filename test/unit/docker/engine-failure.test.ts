import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { listTopologyContainers, removeContainer, startContainer } from '../../../src/docker/containers';
import { connectEngine, type Engine, pingEngine } from '../../../src/docker/engine';
import { engineFailure, engineTrouble, isConflict, isNotFound } from '../../../src/docker/engine-failure';
import { pullImage } from '../../../src/docker/images';
import { Cancelled, Failure } from '../../../src/model/failure';
import { render, text } from '../../../src/model/text';

const what = text('It failed');

/** A stand-in for what a real engine cannot be brought to say here. */
let server: Server;
let folder: string;
let engine: Engine;
let answer: { status: number; body: string; hang?: boolean; open?: boolean };

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'engine-'));
  server = createServer((_, response) => {
    if (answer.hang) return;
    response.writeHead(answer.status, { 'Content-Type': 'application/json' }).write(answer.body);
    if (!answer.open) response.end();
  });
  await new Promise<void>((done) => server.listen(join(folder, 's'), done));
  engine = connectEngine({
    id: 'fake',
    name: 'fake',
    host: `unix://${join(folder, 's')}`,
    source: 'setting',
  });
});

afterEach(async () => {
  engine.dispose();
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
  rmSync(folder, { recursive: true });
});

const failureOf = async (promise: Promise<unknown>): Promise<Failure> => {
  const error: unknown = await promise.then(
    () => undefined,
    (e: unknown) => e,
  );
  if (error instanceof Failure) return error;
  throw new Error(`not a Failure: ${String(error)}`);
};

test.each([
  ['ENOENT', 'notRunning'],
  ['ECONNREFUSED', 'notRunning'],
  ['EACCES', 'noPermission'],
  ['EPERM', 'noPermission'],
  ['ETIMEDOUT', 'unreachable'],
  ['ENOTFOUND', 'unreachable'],
  ['CERT_HAS_EXPIRED', 'unreachable'],
])('%s is %s', (code, trouble) => {
  const error = Object.assign(new Error(`connect ${code} /run/d.sock`), { code, address: '/run/d.sock' });
  expect(engineTrouble(error)).toBe(trouble);
  const failure = engineFailure({ name: 'here' }, what, error);
  expect(engineTrouble(failure)).toBe(trouble);
  expect(failure.remedies).toContain('chooseContext');
  expect(failure.next && render(failure.next)).toContain(
    trouble === 'noPermission' ? '/run/d.sock' : '"here"',
  );
});

test('the words of the engine come without wrapping, the status can still be asked', async () => {
  answer = { status: 404, body: '{"message":"No such container: abc"}' };
  const failure = await failureOf(startContainer(engine, 'abc'));
  expect(failure.message).toBe('Container abc could not be started: No such container: abc');
  expect(isNotFound(failure)).toBe(true);
  expect(engineTrouble(failure)).toBeUndefined();
  await removeContainer(engine, 'abc');

  answer = {
    status: 409,
    body: '{"message":"Conflict. The container name \\"/a\\" is already in use by container \\"x\\""}',
  };
  const conflict = await failureOf(startContainer(engine, 'abc'));
  expect(isConflict(conflict)).toBe(true);
  expect(conflict.next && render(conflict.next)).toContain('Choose another name');

  answer = { status: 304, body: '' };
  await startContainer(engine, 'abc');
});

test.each([
  ['driver failed: Bind for 127.0.0.1:6379 failed: port is already allocated', 'choosePorts'],
  ['write /x: no space left on device', 'retry'],
  [
    'Get "https://registry-1.docker.io/v2/": dial tcp: lookup registry-1.docker.io: no such host',
    'chooseImage',
  ],
  ['manifest for redis:nope not found: manifest unknown: manifest unknown', 'chooseImage'],
  ['could not find an available, non-overlapping IPv4 address pool among the defaults', 'retry'],
])('%s has advice of its own', (message, remedy) => {
  const failure = engineFailure(
    { name: 'here' },
    what,
    new Error(`(HTTP code 500) server error - ${message} `),
  );
  expect(failure.why).toBe(message);
  expect(failure.remedies).toContain(remedy);
  expect(failure.next && render(failure.next)).not.toContain('The log tells more');
});

test('a socket that does not exist is an engine that does not run', async () => {
  const nobody = connectEngine({
    id: 'n',
    name: 'n',
    host: 'unix:///nowhere/docker.sock',
    source: 'setting',
  });
  const failure = await failureOf(pingEngine(nobody));
  expect(engineTrouble(failure)).toBe('notRunning');
  nobody.dispose();
});

test('DOCKER_HOST and its companions do not leak into an engine', async () => {
  const saved = { ...process.env };
  Object.assign(process.env, {
    DOCKER_HOST: 'tcp://1.2.3.4:9',
    DOCKER_CERT_PATH: '/nowhere',
    DOCKER_TLS_VERIFY: '1',
  });
  try {
    answer = { status: 200, body: '{"Version":"1","ApiVersion":"2","Os":"linux"}' };
    const again = connectEngine(engine.endpoint);
    expect(await pingEngine(again)).toEqual({ version: '1', apiVersion: '2', os: 'linux' });
    expect(process.env.DOCKER_HOST).toBe('tcp://1.2.3.4:9');
    again.dispose();
  } finally {
    process.env = saved;
  }
});

test('an abort is thrown as Cancelled, also when it came before', async () => {
  answer = { status: 200, body: '', hang: true };
  const controller = new AbortController();
  const listing = listTopologyContainers(engine, controller.signal);
  setTimeout(() => controller.abort(), 20);
  await expect(listing).rejects.toBeInstanceOf(Cancelled);
  await expect(listTopologyContainers(engine, controller.signal)).rejects.toBeInstanceOf(Cancelled);
});

test('a container that is busy is removed a moment later', async () => {
  answer = { status: 500, body: '{"message":"driver \\"overlay2\\" failed to remove root filesystem: x"}' };
  setTimeout(() => {
    answer = { status: 204, body: '' };
  }, 100);
  await removeContainer(engine, 'abc');
});

test('a pull fails by its error line, a line that is not JSON, a broken transfer', async () => {
  answer = {
    status: 200,
    body: '{"status":"Pulling"}\n{"errorDetail":{"message":"manifest unknown"},"error":"x"}',
  };
  expect((await failureOf(pullImage(engine, 'a:b'))).why).toBe('manifest unknown');
  answer = { status: 200, body: '{"status":"Pulling"}\nnonsense\n' };
  expect((await failureOf(pullImage(engine, 'a:b'))).why).toContain('nonsense');
  answer = {
    status: 200,
    body: '{"status":"Downloading","id":"l","progressDetail":{"current":1,"total":4}}\n',
  };
  const told: (number | undefined)[] = [];
  await pullImage(engine, 'a:b', { onProgress: (fraction) => told.push(fraction) });
  expect(told).toEqual([0.25]);
});

test('a pull that is cancelled is no success, wherever it was', async () => {
  answer = { status: 200, body: '', hang: true };
  await expect(pullImage(engine, 'a:b', { signal: AbortSignal.timeout(30) })).rejects.toBeInstanceOf(
    Cancelled,
  );
  answer = { status: 200, body: '{"status":"Pulling"}\n', open: true };
  const controller = new AbortController();
  const pulling = pullImage(engine, 'a:b', {
    signal: controller.signal,
    onProgress: () => controller.abort(),
  });
  await expect(pulling).rejects.toBeInstanceOf(Cancelled);
});
