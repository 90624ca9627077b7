import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { listContexts } from '../../../src/docker/contexts';
import { type EndpointInput, resolveEndpoint } from '../../../src/docker/endpoint';

let home: string;
const servers: Server[] = [];

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'endpoint-'));
});

afterEach(async () => {
  for (const server of servers.splice(0)) await new Promise((done) => server.close(done));
  rmSync(home, { recursive: true });
});

function writeContext(name: string, docker: object, folder = join(home, '.docker')): string {
  const id = createHash('sha256').update(name).digest('hex');
  const meta = join(folder, 'contexts/meta', id);
  mkdirSync(meta, { recursive: true });
  writeFileSync(
    join(meta, 'meta.json'),
    JSON.stringify({ Name: name, Metadata: { Description: `the ${name}` }, Endpoints: { docker } }),
  );
  return id;
}

function writeConfig(content: string): void {
  mkdirSync(join(home, '.docker'), { recursive: true });
  writeFileSync(join(home, '.docker/config.json'), content);
}

async function listen(path: string): Promise<void> {
  mkdirSync(join(path, '..'), { recursive: true });
  const server = createServer();
  servers.push(server);
  await new Promise<void>((done) => server.listen(path, done));
}

const resolve = (input: Partial<EndpointInput> = {}) =>
  resolveEndpoint({
    env: { XDG_RUNTIME_DIR: home },
    home,
    defaultSocket: join(home, 'docker.sock'),
    ...input,
  });

test('the setting comes before DOCKER_HOST, DOCKER_CONTEXT, the current context, the default', async () => {
  for (const name of ['one', 'two', 'three']) writeContext(name, { Host: `unix:///${name}.sock` });
  writeConfig('{"currentContext":"three"}');
  const env = { DOCKER_HOST: 'tcp://1.2.3.4:2375', DOCKER_CONTEXT: 'two' };

  expect(await resolve({ setting: 'one', env })).toMatchObject({
    name: 'one',
    host: 'unix:///one.sock',
    source: 'setting',
  });
  expect(await resolve({ setting: 'ssh://me@far', env })).toMatchObject({
    host: 'ssh://me@far',
    source: 'setting',
  });
  expect(await resolve({ setting: ' ', env })).toMatchObject({
    host: 'tcp://1.2.3.4:2375',
    source: 'DOCKER_HOST',
  });
  expect(await resolve({ env: { DOCKER_CONTEXT: 'two' } })).toMatchObject({
    name: 'two',
    source: 'DOCKER_CONTEXT',
  });
  expect(await resolve({ env: {} })).toMatchObject({ name: 'three', source: 'currentContext' });
  writeConfig('{}');
  expect(await resolve()).toMatchObject({ host: `unix://${join(home, 'docker.sock')}`, source: 'default' });
});

test('the context "default" means the environment or the default socket', async () => {
  writeContext('x', { Host: 'unix:///x.sock' });
  writeConfig('{"currentContext":"x"}');
  expect(await resolve({ setting: 'default' })).toMatchObject({ source: 'default' });
  expect(await resolve({ setting: 'default', env: { DOCKER_HOST: 'h:1' } })).toMatchObject({
    host: 'tcp://h:1',
  });
  expect(await resolve({ env: { DOCKER_CONTEXT: 'default' } })).toMatchObject({ source: 'default' });
});

test('a well-known socket is found when the default one is missing', async () => {
  await listen(join(home, '.orbstack/run/docker.sock'));
  expect(await resolve()).toMatchObject({ name: 'OrbStack' });
  await listen(join(home, '.docker/run/docker.sock'));
  expect(await resolve()).toMatchObject({ name: 'Docker Desktop' });
  await listen(join(home, 'docker.sock'));
  expect(await resolve()).toMatchObject({ name: 'default' });
});

test('a missing context and a broken config.json are failures that say what to do', async () => {
  await expect(resolve({ setting: 'nowhere' })).rejects.toMatchObject({
    name: 'Failure',
    message: 'There is no Docker context "nowhere"',
    remedies: ['chooseContext'],
  });
  writeConfig('{ "currentContext": ');
  await expect(resolve()).rejects.toMatchObject({ name: 'Failure', remedies: ['chooseContext'] });
  await expect(resolve({ setting: 'ftp://x' })).rejects.toMatchObject({ name: 'Failure' });
});

test('TLS files come with the context, and with DOCKER_TLS_VERIFY', async () => {
  const id = writeContext('secure', { Host: 'tcp://far:2376', SkipTLSVerify: true });
  const folder = join(home, '.docker/contexts/tls', id, 'docker');
  mkdirSync(folder, { recursive: true });
  for (const name of ['ca', 'cert', 'key']) writeFileSync(join(folder, `${name}.pem`), name);
  const { tls } = await resolve({ setting: 'secure' });
  expect(tls).toEqual({
    ca: Buffer.from('ca'),
    cert: Buffer.from('cert'),
    key: Buffer.from('key'),
    skipVerify: true,
  });

  const env = { DOCKER_HOST: 'tcp://far:2376', DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: folder };
  expect((await resolve({ env })).tls?.skipVerify).toBeUndefined();
  expect(
    (await resolve({ env: { DOCKER_HOST: 'tcp://far:2375', DOCKER_CERT_PATH: folder } })).tls,
  ).toBeUndefined();
});

test('contexts are listed from DOCKER_CONFIG; broken ones are left out', async () => {
  const config = join(home, 'elsewhere');
  writeContext('b', { Host: 'unix:///b.sock' }, config);
  writeContext('a', { Host: 'unix:///a.sock' }, config);
  writeContext('no host', {}, config);
  mkdirSync(join(config, 'contexts/meta/junk'));
  writeFileSync(join(config, 'contexts/meta/junk/meta.json'), 'no json');
  writeFileSync(join(config, 'config.json'), '{"currentContext":"b"}');
  expect(await listContexts({ DOCKER_CONFIG: config }, home)).toEqual([
    { name: 'a', host: 'unix:///a.sock', description: 'the a', current: false },
    { name: 'b', host: 'unix:///b.sock', description: 'the b', current: true },
  ]);
  expect(await listContexts({}, home)).toEqual([]);
});

test('a well-known socket that is given as an address is called by its program', async () => {
  expect(await resolve({ setting: 'unix:///run/podman/podman.sock' })).toMatchObject({ name: 'Podman' });
  expect(await resolve({ setting: 'unix:///run/other.sock' })).toMatchObject({
    name: 'unix:///run/other.sock',
  });
});
