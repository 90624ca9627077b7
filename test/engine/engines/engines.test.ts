import { mkdtempSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Endpoint, resolveEndpoint } from '../../../src/docker/endpoint';
import { openTunnel } from '../../../src/docker/tunnel';
import { Failure } from '../../../src/model/failure';
import { startNodes } from '../../../src/operations/node-lifecycle';
import { removeTopology } from '../../../src/operations/remove';
import { copyImage } from '../../lab/engines/docker-at';
import { Podman } from '../../lab/engines/podman';
import { SecondDockerd } from '../../lab/engines/second-dockerd';
import { SSH_ALIAS, Sshd } from '../../lab/engines/sshd';
import { run } from '../../lab/run';
import { Bed, work } from '../topology/bed';

const IMAGE = 'redis:8.0';
const SETUP_MS = 240_000;

let second: SecondDockerd;
let podman: Podman;
let sshd: Sshd;
const config = mkdtempSync(join(tmpdir(), 'docker-config-'));
const path = process.env.PATH;

beforeAll(async () => {
  second = await SecondDockerd.make();
  podman = await Podman.make();
  sshd = await Sshd.start();
  await copyImage(IMAGE, second.host);
  await copyImage(IMAGE, podman.host);
  process.env.PATH = sshd.path;
}, SETUP_MS);

afterAll(async () => {
  process.env.PATH = path;
  await Promise.all([second?.dispose(), podman?.dispose(), sshd?.dispose()]);
  rmSync(config, { recursive: true, force: true });
}, 60_000);

/** The docker command, with a configuration of its own. */
const docker = (...args: string[]) =>
  run('docker', ['--config', config, ...args], {
    timeoutMs: 20_000,
    env: { ...process.env, DOCKER_HOST: '' },
  });

/** As the extension finds it, in an environment with nothing but the configuration. */
const endpoint = (setting: string, env: NodeJS.ProcessEnv = {}): Promise<Endpoint> =>
  resolveEndpoint({ setting, env: { DOCKER_CONFIG: config, ...env }, home: homedir() });

/** Makes a topology on an engine, breaks and mends it, watches what happens, and removes it without a trace. */
async function lifeOn(find: () => Promise<Endpoint>): Promise<void> {
  const bed = new Bed(undefined, { endpoint: find });
  try {
    const engine = await bed.engine();
    const made = await bed.create(await bed.spec('replication', IMAGE));
    expect(made.nodes.map((n) => n.answer.kind)).toEqual(['data', 'data', 'data']);
    const [master, replica] = made.nodes;
    if (!master || !replica) throw new Error('no nodes');

    const tunnel = await openTunnel(engine, master.container.id, master.port);
    tunnel.write('PING\r\n');
    const [said] = (await new Promise<Buffer>((heard) => tunnel.once('data', heard)))
      .toString()
      .split('\r\n');
    expect(said).toBe('+PONG');
    tunnel.destroy();

    // Nobody lists: the engine's own events tell.
    await engine.docker.getContainer(replica.container.id).kill();
    const stateOf = (name: string) => bed.get(made.id).nodes.find((n) => n.name === name)?.container.state;
    await bed.see(made.id, 'a killed container', 5000, () => stateOf(replica.name) === 'exited');
    await startNodes(bed.lab, [replica.id], work());
    await bed.see(made.id, 'it runs again', 5000, () => stateOf(replica.name) === 'running');

    await removeTopology(bed.lab, made.id, work());
    expect(await bed.leftovers(made.id)).toEqual([]);
    const { Volumes } = await engine.docker.listVolumes();
    expect((Volumes ?? []).map((v) => v.Name)).toEqual([]);
  } finally {
    await bed.dispose();
  }
}

test('an engine on a socket of its own', () => lifeOn(() => endpoint(second.host)));

test('an engine behind mutual TLS, by a context and by the environment', async () => {
  const { folder } = second.certificates;
  const files = ['ca', 'cert', 'key'].map((name) => `${name}=${join(folder, `${name}.pem`)}`).join(',');
  await docker('context', 'create', 'guarded', '--docker', `host=${second.tcp},${files}`);
  await lifeOn(() => endpoint('guarded'));

  const named = { DOCKER_HOST: second.tcp, DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: folder };
  const bed = new Bed(undefined, { endpoint: () => endpoint('', named) });
  await bed.engine();
  expect(bed.lab.store.engine).toMatchObject({ kind: 'ready', name: second.tcp });
  await bed.dispose();

  const stranger = new Bed(undefined, { endpoint: () => endpoint(second.tcp, { DOCKER_TLS_VERIFY: '1' }) });
  await expect(stranger.engine()).rejects.toBeInstanceOf(Failure);
  expect(stranger.lab.store.engine).toMatchObject({
    kind: 'unavailable',
    failure: { why: expect.stringMatching(/certificate/i) },
  });
  stranger.lab.dispose();
});

test('an engine behind ssh, by an alias of the user’s own configuration', async () => {
  await docker('context', 'create', 'far', '--docker', `host=ssh://${SSH_ALIAS}${second.socket}`);
  await lifeOn(() => endpoint('far'));

  const nobody = new Bed(undefined, { endpoint: () => endpoint('ssh://nobody-here.invalid') });
  await expect(nobody.engine()).rejects.toMatchObject({
    why: expect.stringContaining('nobody-here.invalid'),
  });
  nobody.lab.dispose();
});

test('Podman’s service', () => lifeOn(() => endpoint(podman.host)));

test('the context that the docker command uses is the one that is meant', async () => {
  await docker('context', 'create', 'beside', '--docker', `host=${second.host}`);
  expect((await endpoint('', { DOCKER_CONTEXT: 'beside' })).host).toBe(second.host);
  await docker('context', 'use', 'beside');
  expect(await endpoint('')).toMatchObject({ name: 'beside', host: second.host, source: 'currentContext' });
  await docker('context', 'use', 'default');
  expect((await endpoint('')).source).toBe('default');
});

test('an engine that ends and starts again is used again, by itself', async () => {
  const bed = new Bed(undefined, { endpoint: () => endpoint(second.host) });
  const { store } = bed.lab;
  bed.lab.attention('test', 'all');
  const until = async (what: string, is: () => boolean) => {
    for (let i = 0; i < 200 && !is(); i++) await new Promise((r) => setTimeout(r, 100));
    expect(is(), `${what}, but ${JSON.stringify(store.engine)}`).toBe(true);
  };
  await bed.engine();
  await second.stop();
  await until('said to be away', () => store.engine.kind === 'unavailable');
  expect(store.engine).toMatchObject({ failure: { what: { args: [second.host] } } });
  await second.start();
  await until('used again', () => store.engine.kind === 'ready');
  const made = await bed.create(await bed.spec('replication', IMAGE));
  expect(made.state).toBe('complete');
  await removeTopology(bed.lab, made.id, work());
  await bed.dispose();
});
