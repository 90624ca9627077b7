import { createServer, type Server, Socket } from 'node:net';
import { homedir, networkInterfaces } from 'node:os';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { resolveEndpoint } from '../../../src/docker/endpoint';
import { silentLog } from '../../../src/model/log';
import { Lab } from '../../../src/topology/lab';
import { Watch } from '../findings/watch';
import { ByHand, ports } from '../found/by-hand';
import { Mender } from './mend';

/** A cluster that somebody made by hand, whose addresses the engine chose. */
const hand = new ByHand();
const watch = new Watch(hand);
const mender = new Mender(hand.lab);
const PORTS = ports(3);
const NAMES = ['a', 'b', 'c'];
const SUBNET = '10.213.78.0/24';
let network = '';
const at = (name: string) => String(PORTS[NAMES.indexOf(name)]);
const cli = (name: string, ...args: string[]) => hand.cli(name, '-p', at(name), ...args);
const id = () => hand.of('a').id;
const fixed = async (name: string) =>
  JSON.parse(await hand.docker('inspect', '-f', '{{json .NetworkSettings.Networks}}', hand.name(name)))[
    network
  ]?.IPAMConfig?.IPv4Address;

beforeAll(async () => {
  network = hand.name('net');
  await hand.docker('network', 'create', '--subnet', SUBNET, network);
  for (const name of NAMES)
    await hand.run(
      name,
      '--net',
      network,
      'valkey/valkey:8.1',
      ...['valkey-server', '--port', at(name), '--cluster-enabled', 'yes', '--protected-mode', 'no'],
      ...['--appendonly', 'yes', '--cluster-node-timeout', '2000'],
    );
  for (const name of NAMES) await hand.until('it listens', async () => (await cli(name, 'PING')) === 'PONG');
  const addresses = await Promise.all(NAMES.map(async (name) => `${await hand.ip(name)}:${at(name)}`));
  await hand.cli('a', '--cluster', 'create', ...addresses, '--cluster-yes');
  await hand.until('it is well', async () => /cluster_state:ok/.test(await cli('a', 'CLUSTER', 'INFO')));
  await cli('a', '-c', 'SET', 'k', 'v');
  await hand.until(
    'found',
    async () => {
      await hand.lab.refresh();
      return hand.of('a').nodes.length === 3;
    },
    60_000,
  );
  await watch.expect(id(), [], 30_000);
}, 120_000);

afterAll(async () => {
  mender.dispose();
  watch.dispose();
  await hand.dispose();
  await hand.docker('network', 'rm', network);
}, 60_000);

test('addresses changed with a restart: the nodes are introduced anew, or each keeps its address from now on', async () => {
  const containers = NAMES.map((name) => hand.name(name));
  await hand.docker('stop', '-t', '1', ...containers);
  for (const name of ['x', 'y', 'z'])
    await hand.run(name, '--net', network, '--entrypoint', 'sleep', 'valkey/valkey:8.1', '600');
  await hand.docker('start', ...containers);
  const found = await watch.expect(id(), ['drifted-address'], 40_000);
  expect(found).toMatchObject([{ severity: 'error', what: { args: [3] } }]);
  const remedy = found[0]?.remedy;
  if (remedy?.kind !== 'action') throw new Error('a repair');
  expect(remedy.repair.kind).toBe('fixAddress');
  const planned = await mender.plan(id(), remedy.repair);
  if (planned.kind !== 'choose') throw new Error(`a choice, not ${planned.kind}`);
  expect(planned.ways.map((w) => w.plan.steps.map((s) => s.kind))).toEqual([
    ['tell'],
    ['recreate', 'recreate', 'recreate', 'tell'],
  ]);
  const addresses = await Promise.all(NAMES.map((name) => hand.ip(name)));
  await mender.mend(id(), remedy.repair, 1);
  expect(await Promise.all(NAMES.map(fixed))).toEqual(addresses);
  await watch.expect(id(), [], 30_000);
  // A master that has been without the others serves again only some seconds after it has found them.
  await hand.until('the key is there', async () => (await cli('a', '-c', 'GET', 'k')) === 'v', 20_000);
}, 180_000);

test('a node in another network than the others joins theirs, at the address by which they look for it', async () => {
  const address = await hand.ip('b');
  await hand.docker('network', 'disconnect', network, hand.name('b'));
  const [found] = await watch.expect(id(), ['deaf-bus'], 30_000);
  expect(found?.what.args).toEqual([hand.node('b').name, network]);
  if (found?.remedy.kind !== 'action') throw new Error('a repair');
  const said = await mender.mend(id(), found.remedy.repair);
  expect(said).toEqual([
    `${hand.node('b').name}: docker network connect --ip ${address} ${network} ${hand.node('b').name}`,
  ]);
  expect(await fixed('b')).toBe(address);
  await watch.expect(id(), [], 30_000);
}, 120_000);

test('clients on this machine are redirected to ports that are published on it', async () => {
  await mender.mend(id(), { kind: 'publishPort', nodes: hand.of('a').nodes.map((n) => n.id) });
  // One that was away for a moment serves again some seconds later.
  await hand.until(
    'both that do not own the key send clients to this machine',
    async () => {
      const asked = await Promise.all(NAMES.map((name) => cli(name, 'GET', 'k')));
      return asked.filter((answer) => /MOVED \d+ 127\.0\.0\.1:\d+/.test(answer)).length === 2;
    },
    20_000,
  );
  await watch.expect(id(), [], 30_000);
}, 240_000);

test('from another machine they are not reached, and only the user can do something', async () => {
  for (const name of NAMES) {
    await cli(name, 'CONFIG', 'SET', 'cluster-announce-hostname', '');
    await cli(name, 'CONFIG', 'SET', 'cluster-preferred-endpoint-type', 'ip');
  }
  const away = await awayEngine();
  const lab = new Lab({
    endpoint: () => resolveEndpoint({ env: { DOCKER_HOST: away.url }, home: homedir() }),
    log: silentLog,
    discovery: () => ({ enabled: true, ignore: [] }),
  });
  const there = new Watch({ lab });
  try {
    await lab.refresh();
    await hand.until(
      'found there',
      async () => {
        await lab.refresh();
        return hand.of('a', lab).nodes.every((n) => n.answer.kind === 'data');
      },
      60_000,
    );
    const [found] = await there.expect(hand.of('a', lab).id, ['unreachable-redirection'], 30_000);
    expect(found?.remedy.kind).toBe('advice');
  } finally {
    there.dispose();
    lab.dispose();
    away.server.close();
  }
}, 120_000);

/** The engine, as a machine elsewhere would reach it: over TCP, at an address that is no loopback. */
async function awayEngine(): Promise<{ url: string; server: Server }> {
  const address = Object.values(networkInterfaces())
    .flat()
    .find((i) => i?.family === 'IPv4' && !i.internal)?.address;
  if (address === undefined) throw new Error('this machine has no address of its own');
  const socket = (process.env.DOCKER_HOST ?? '').replace(/^unix:\/\//, '') || '/var/run/docker.sock';
  const server = createServer((from) => {
    const to = new Socket().connect(socket);
    for (const end of [from, to]) end.on('error', () => [from, to].map((s) => s.destroy()));
    from.pipe(to).pipe(from);
  });
  await new Promise<void>((done) => server.listen(0, address, done));
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new Error('no port');
  return { url: `tcp://${address}:${bound.port}`, server };
}
