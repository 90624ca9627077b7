import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startContainer } from '../../../src/docker/containers';
import { exec } from '../../../src/docker/exec';
import { openExec } from '../../../src/docker/exec-stream';
import { openTunnel } from '../../../src/docker/tunnel';
import { Cancelled, Failure } from '../../../src/model/failure';
import { BASH_IMAGE, type Lab, openLab } from './lab';

let lab: Lab;
let id: string;

beforeAll(async () => {
  lab = await openLab();
  id = await lab.container('exec', [
    'nc -ll -p 7777 -e cat & redis-server --port 6379 --save "" & sleep 600',
  ]);
  await startContainer(lab.engine, id);
  await sleep(500);
});
afterAll(() => lab.cleanUp());

async function read(stream: Duplex, bytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream.iterator({ destroyOnReturn: false })) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= bytes) break;
  }
  return Buffer.concat(chunks);
}

test('exit code and both outputs come back', async () => {
  const said = await exec(lab.engine, id, ['sh', '-c', 'echo out; echo err >&2; exit 7']);
  expect(said).toEqual({ exitCode: 7, stdout: 'out\n', stderr: 'err\n' });
  const user = await exec(lab.engine, id, ['id', '-u'], { user: '999' });
  expect(user.stdout.trim()).toBe('999');
  const much = await exec(lab.engine, id, ['sh', '-c', 'head -c 5000000 /dev/zero | tr "\\0" x']);
  expect(much.stdout.length).toBe(5_000_000);
});

test('a program that is missing is a result with the words of the engine', async () => {
  const said = await exec(lab.engine, id, ['no-such-program']);
  expect([126, 127]).toContain(said.exitCode);
  expect(said.stderr).toContain('executable file not found');
});

test('a program that does not end is given up; an abort is Cancelled', async () => {
  const failure: unknown = await exec(lab.engine, id, ['sleep', '5'], { timeoutMs: 300 }).catch(
    (e: unknown) => e,
  );
  expect(failure).toBeInstanceOf(Failure);
  expect((failure as Failure).why).toContain('no answer within 0.3 s');
  const signal = AbortSignal.timeout(100);
  await expect(exec(lab.engine, id, ['sleep', '5'], { signal })).rejects.toBeInstanceOf(Cancelled);
});

test('a tunnel carries a megabyte of any bytes there and back', async () => {
  const started = performance.now();
  const tunnel = await openTunnel(lab.engine, id, 7777);
  const opened = performance.now();
  const bytes = randomBytes(1024 * 1024);
  tunnel.write(bytes);
  expect((await read(tunnel, bytes.length)).equals(bytes)).toBe(true);
  const carried = performance.now();
  process.stdout.write(
    `tunnel: open ${(opened - started).toFixed(0)} ms, 1 MB echo ${(carried - opened).toFixed(0)} ms\n`,
  );
  tunnel.destroy();
  expect(tunnel.destroyed).toBe(true);
});

test('a tunnel reaches the server, whose end of the connection is noticed', async () => {
  const tunnel = await openTunnel(lab.engine, id, 6379);
  tunnel.write('PING\r\n');
  expect((await read(tunnel, 7)).toString()).toBe('+PONG\r\n');
  const started = performance.now();
  for (let i = 0; i < 100; i++) {
    tunnel.write('PING\r\n');
    await read(tunnel, 7);
  }
  process.stdout.write(`tunnel: PING ${((performance.now() - started) / 100).toFixed(2)} ms\n`);
  tunnel.write('QUIT\r\n');
  tunnel.resume();
  await once(tunnel, 'end', { signal: AbortSignal.timeout(5000) });
});

test('a tunnel to a port where nobody listens ends with the reason', async () => {
  const tunnel = await openTunnel(lab.engine, id, 9);
  tunnel.resume();
  const [error]: unknown[] = await once(tunnel, 'error', { signal: AbortSignal.timeout(5000) });
  expect(String(error)).toMatch(/refused/i);
});

test('a tunnel by bash, where there is no nc, notices the end of either side', async () => {
  const bash = await lab.container('bash', ['redis-server --port 6379 --save "" & sleep 600'], {
    image: BASH_IMAGE,
  });
  await startContainer(lab.engine, bash);
  await sleep(500);
  const hasNc = await exec(lab.engine, bash, ['sh', '-c', 'command -v nc']);
  expect(hasNc.stdout).toBe('');
  const tunnel = await openTunnel(lab.engine, bash, 6379);
  const value = randomBytes(1024 * 1024);
  tunnel.write(
    Buffer.concat([Buffer.from(`*2\r\n$4\r\nECHO\r\n$${value.length}\r\n`), value, Buffer.from('\r\n')]),
  );
  const head = `$${value.length}\r\n`;
  const answer = await read(tunnel, head.length + value.length + 2);
  expect(answer.subarray(head.length, -2).equals(value)).toBe(true);
  tunnel.write('QUIT\r\n');
  tunnel.resume();
  await once(tunnel, 'end', { signal: AbortSignal.timeout(5000) });

  const left = await openTunnel(lab.engine, bash, 6379);
  left.destroy();
  const refused = await openTunnel(lab.engine, bash, 9);
  refused.resume();
  const [error]: unknown[] = await once(refused, 'error', { signal: AbortSignal.timeout(5000) });
  expect(String(error)).toMatch(/refused/i);
  const clients = async () =>
    (await exec(lab.engine, bash, ['redis-cli', 'CLIENT', 'LIST'])).stdout.trim().split('\n').length;
  await expect.poll(clients, { timeout: 10_000 }).toBe(1);
});

test('a stream of a missing program is an error with the words of the engine', async () => {
  const stream = await openExec(lab.engine, id, ['no-such-program']);
  stream.resume();
  const error = await new Promise<Error>((resolve) => stream.once('error', resolve));
  expect(error).toMatchObject({
    name: 'ExecError',
    message: expect.stringContaining('executable file not found'),
  });
});

test('closing the writing side lets the program answer to the end', async () => {
  const stream = await openExec(lab.engine, id, ['sh', '-c', 'wc -c; echo words >&2']);
  stream.end(Buffer.alloc(300_000));
  let said = '';
  for await (const chunk of stream) said += chunk;
  expect(said.trim()).toBe('300000');
  expect(stream.stderr).toBe('words\n');
});

test('a tunnel into a container that does not run is a failure', async () => {
  const stopped = await lab.container('stopped');
  await expect(openTunnel(lab.engine, stopped, 6379)).rejects.toMatchObject({
    name: 'Failure',
    why: expect.stringContaining('is not running'),
  });
});
