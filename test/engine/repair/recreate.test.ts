import { afterAll, beforeAll, expect, test } from 'vitest';
import { observedRole } from '../../../src/model/structure';
import { ByHand, ports } from '../found/by-hand';
import { Mender } from './mend';

/** Containers that somebody made by hand, made anew with the same data. */
const hand = new ByHand();
const mender = new Mender(hand.lab);
let network = '';
const [port = 0, portOfB = 0] = ports(2);

beforeAll(async () => {
  network = hand.name('net');
  await hand.docker('network', 'create', '--subnet', '10.213.77.0/24', network);
  await hand.run(
    'a',
    '--net',
    network,
    '-e',
    'KEPT=yes',
    'redis:7.0',
    'redis-server',
    '--save',
    '',
    '--port',
    String(port),
  );
  await hand.run('b', '--net', network, 'redis:7.0', 'redis-server', '--port', String(portOfB));
  await hand.until(
    'they listen',
    async () =>
      (await hand.cli('a', '-p', String(port), 'PING')) +
        (await hand.cli('b', '-p', String(portOfB), 'PING')) ===
      'PONGPONG',
  );
  await hand.cli('a', '-p', String(port), 'SET', 'k', 'v');
  await hand.cli('b', '-p', String(portOfB), 'REPLICAOF', await hand.ip('a'), String(port));
  await hand.until('linked', async () =>
    /link_status:up/.test(await hand.cli('b', '-p', String(portOfB), 'INFO', 'replication')),
  );
  await hand.lab.refresh();
}, 60_000);

afterAll(async () => {
  mender.dispose();
  await hand.dispose();
  await hand.docker('network', 'rm', network);
  const volumes = await hand.docker('volume', 'ls', '-q', '--filter', `name=${hand.prefix}`);
  if (volumes !== '') await hand.docker('volume', 'rm', ...volumes.split('\n'));
}, 60_000);

const inspect = (name: string, format: string) => hand.docker('inspect', '-f', format, hand.name(name));
const leftovers = () => hand.docker('ps', '-aq', '--filter', `name=${hand.prefix}.*-before-`);
const well = () =>
  hand.until('linked again', async () => {
    await hand.lab.refresh();
    const { answer } = hand.node('b');
    return (
      answer.kind === 'data' && answer.replication.role === 'replica' && answer.replication.link === 'up'
    );
  });

test('a fixed address: the one that it has, with its data though it saves nothing by itself', async () => {
  const address = await hand.ip('a');
  const before = await inspect('a', '{{.Id}}');
  await mender.mend(hand.of('a').id, { kind: 'fixAddress', nodes: [hand.node('a').id] });
  expect(await inspect('a', '{{.Id}}')).not.toBe(before);
  const config = JSON.parse(await inspect('a', '{{json .NetworkSettings.Networks}}'))[network];
  expect(config).toMatchObject({ IPAddress: address, IPAMConfig: { IPv4Address: address } });
  expect(await inspect('a', '{{json .Config.Env}}')).toContain('KEPT=yes');
  expect(await hand.cli('a', '-p', String(port), 'GET', 'k')).toBe('v');
  expect(await leftovers()).toBe('');
  await well();
}, 60_000);

test('a volume of its own, with the data; a replica without a file still follows its master', async () => {
  await mender.mend(hand.of('b').id, { kind: 'recreateWithVolume', nodes: [hand.node('b').id] });
  expect(await inspect('b', '{{range .Mounts}}{{.Name}}:{{.Destination}} {{end}}')).toMatch(
    new RegExp(`^${hand.name('b')}-[0-9a-f]{12}:/data`),
  );
  await well();
  expect(observedRole(hand.node('b'))).toBe('replica');
}, 60_000);

test('a published port, for this machine only', async () => {
  await mender.mend(hand.of('a').id, { kind: 'publishPort', nodes: [hand.node('a').id] });
  expect(await inspect('a', '{{json .HostConfig.PortBindings}}')).toBe(
    `{"${port}/tcp":[{"HostIp":"127.0.0.1","HostPort":"${port}"}]}`,
  );
  expect(await hand.cli('a', '-p', String(port), 'GET', 'k')).toBe('v');
}, 60_000);

test('when the new container cannot be started, the old one is back under its name', async () => {
  const before = await inspect('b', '{{.Id}}');
  const taken = `127.0.0.1:${portOfB}:6379`;
  await hand.run('intruder', '--net', network, '-p', taken, '--entrypoint', 'sleep', 'redis:7.0', '600');
  const repair = { kind: 'publishPort', nodes: [hand.node('b').id] } as const;
  await expect(mender.mend(hand.of('b').id, repair)).rejects.toThrow(/allocated|in use/);
  expect(await inspect('b', '{{.Id}} {{.State.Running}}')).toBe(`${before} true`);
  expect(await leftovers()).toBe('');
  await well();
}, 60_000);
