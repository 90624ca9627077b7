import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Failure } from '../../../src/model/failure';
import { nodeHealth } from '../../../src/model/node-health';
import { render } from '../../../src/model/text';
import { enterPassword } from '../../../src/operations/enter-password';
import { removeTopology } from '../../../src/operations/remove';
import { work } from '../topology/bed';
import { ByHand, ports } from './by-hand';

const IMAGE = 'redis:8.0';
const hand = new ByHand();
const { lab } = hand;
const [first = 0, second = 0, third = 0] = ports(3);

const project = (service: string) => [
  '--label',
  `com.docker.compose.project=${hand.name('shop')}`,
  '--label',
  `com.docker.compose.service=${service}`,
];

beforeAll(async () => {
  const network = await hand.network('net');
  const conf = await hand.file('redis.conf', 'port 6390\nrequirepass "a \\"b"\n');
  await Promise.all([
    hand.run('web-cache-1', '--net', network, '--network-alias', 'cache', ...project('cache'), IMAGE),
    hand.run(
      'web-copy-1',
      '--net',
      network,
      ...project('copy'),
      IMAGE,
      'redis-server',
      '--replicaof',
      'cache',
      '6379',
    ),
    // Speaks, but not as a server of ours does; says how often it was spoken to.
    hand.run(
      'no-server',
      IMAGE,
      'sh',
      '-c',
      'while echo HTTP/1.1 400 no | nc -l -p 6379 >/dev/null; do echo hit >>/tmp/hits; done',
    ),
    hand.run('in-file', '-v', `${conf}:/etc/redis.conf`, IMAGE, 'redis-server', '/etc/redis.conf'),
    hand.run('in-env', '-e', 'PW=secret', IMAGE, 'sh', '-c', 'exec redis-server --requirepass "$PW"'),
    hand.run('locked', IMAGE),
    // Says a password where there is none.
    hand.run('open', '-e', 'REDIS_PASSWORD=not mine', IMAGE),
    hand.run('orphan', IMAGE, 'redis-server', '--replicaof', '10.255.255.1', '6400'),
    hand.run('host-a', '--net=host', IMAGE, 'redis-server', '--port', String(first)),
    hand.run(
      'host-b',
      '--net=host',
      IMAGE,
      'redis-server',
      '--port',
      String(second),
      '--replicaof',
      '127.0.0.1',
      String(first),
    ),
    // Neither command nor file tells this port.
    hand.run('host-c', '--net=host', IMAGE, 'sh', '-c', `echo port ${third} | exec redis-server -`),
    hand.run('shy', '-p', '127.0.0.1::6379', IMAGE, 'redis-server', '--protected-mode', 'yes'),
    hand.run('left-alone', IMAGE),
    hand.run(
      'many',
      IMAGE,
      'sh',
      '-c',
      'for p in 7001 7002; do redis-server --port $p --save "" & done; redis-server --port 7000; wait',
    ),
    hand.run(
      'users',
      ...[IMAGE, 'redis-server', '--user', 'default', 'off'],
      ...['--user', 'adm', 'on', '>in sight', '~*', '&*', '+@all'],
    ),
    hand.docker(
      'create',
      ...['--name', hand.name('web-late-1'), '--label', `t-found=${hand.prefix}`, '--net', network],
      ...[...project('late'), IMAGE, 'redis-server', '--replicaof', 'cache', '6379'],
    ),
    hand.docker('create', '--name', hand.name('stranger'), '--label', `t-found=${hand.prefix}`, IMAGE),
  ]);
  hand.ignore.push(hand.name('left-*'));
  await hand.until('it listens', async () => (await hand.cli('locked', 'PING')) === 'PONG');
  await hand.cli('locked', 'CONFIG', 'SET', 'requirepass', 'never told');
  await hand.until('it follows', async () =>
    /link_status:up/.test(await hand.cli('web-copy-1', 'INFO', 'replication')),
  );
  await lab.refresh();
}, 90_000);

afterAll(() => hand.dispose(), 60_000);

const alone = (name: string, state = 'master') =>
  expect(hand.inShort(hand.of(name))).toEqual([`${name} ${state}`]);

test('a Compose project has its own name, and its service names lead somewhere', () => {
  const topology = hand.of('web-copy-1');
  expect(topology.name).toBe(hand.name('shop'));
  expect(hand.inShort(topology)).toEqual(['web-cache-1 master', 'web-copy-1 replica', 'web-late-1 created']);
  expect(hand.node('web-copy-1').answer).toMatchObject({ replication: { masterHost: 'cache' } });
  expect(hand.node('web-cache-1').addresses).toContain('cache:6379');
});

test('what is no server is not shown, and is asked once', async () => {
  const isThere = () => hand.topologies().some((t) => t.nodes.some((n) => n.name === hand.name('no-server')));
  expect(isThere()).toBe(false);
  for (let i = 0; i < 3; i++) await lab.refresh();
  expect(isThere()).toBe(false);
  // Other labs may be at work on this engine: what counts is how often this one tried.
  expect(hand.log.filter((line) => line.startsWith(hand.name('no-server')))).toEqual([
    `${hand.name('no-server')}, port 6379: it hung up`,
  ]);
  expect(await hand.docker('exec', hand.name('no-server'), 'cat', '/tmp/hits')).toMatch(/^hit/);
});

test('passwords are found in the file, the command and the environment', () => {
  alone('in-file');
  expect(hand.node('in-file').port).toBe(6390);
  alone('in-env');
  alone('open');
  expect(JSON.stringify(lab.store.topologies)).not.toMatch(/secret|a \\\\?"b/);
});

test('a password that stands nowhere is asked for, once', async () => {
  alone('locked', 'auth');
  const id = hand.node('locked').id;
  await expect(enterPassword(lab, [id], { password: 'wrong' }, work())).rejects.toMatchObject({
    why: expect.stringContaining('WRONGPASS'),
    remedies: ['enterPassword'],
  });
  alone('locked', 'auth');
  expect(hand.kept.size).toBe(0);
  await enterPassword(lab, [id], { password: 'never told' }, work());
  alone('locked');
  expect([...hand.kept.values()]).toEqual(['never told']);
  const other = hand.newLab();
  await other.refresh();
  expect(hand.inShort(hand.of('locked', other))).toEqual(['locked master']);
});

test('a user who may do everything is found where the server was started; others are asked for by name', async () => {
  alone('users');
  const { id } = hand.node('users');
  const adm = ['--user', 'adm', '--pass', 'in sight', '--no-auth-warning'];
  await hand.cli('users', ...adm, 'ACL', 'SETUSER', 'boss', 'on', '>told', '~*', '&*', '+@all');
  await hand.cli('users', ...adm, 'ACL', 'DELUSER', 'adm');
  await hand.until('it is shut out', async () => {
    await lab.refresh();
    return hand.inShort(hand.of('users'))[0] === 'users auth';
  });
  await enterPassword(lab, [id], { user: 'boss', password: 'told' }, work());
  alone('users');
});

test('several servers in one container are nodes of their own', async () => {
  const all = () =>
    hand
      .topologies()
      .flatMap((t) => t.nodes)
      .filter((n) => n.container.name === hand.name('many'));
  expect(
    all()
      .map((n) => n.name)
      .sort(),
  ).toEqual(['7000', '7001', '7002'].map((p) => `${hand.name('many')}:${p}`));
  expect(all().map((n) => n.answer.kind)).toEqual(['data', 'data', 'data']);
  const ids = new Map(all().map((n) => [n.name, n.id]));
  await hand.cli('many', '-p', '7001', 'REPLICAOF', '127.0.0.1', '7000');
  lab.attention('test', 'all');
  await hand.until('two are one topology', async () =>
    hand
      .topologies()
      .some((t) => t.nodes.length === 2 && t.nodes.every((n) => n.container.name === hand.name('many'))),
  );
  lab.attention('test', undefined);
  const other = hand.newLab();
  await other.refresh();
  expect(other.store.findNode(ids.get(`${hand.name('many')}:7002`) ?? '')?.node.port).toBe(7002);
});

test('a second server in a container is found when the first speaks of it', async () => {
  const before = hand.node('open').id;
  lab.attention('test', 'all');
  const second = ['redis-server', '--port', '6380', '--replicaof', '127.0.0.1', '6379'];
  await hand.docker('exec', '-d', hand.name('open'), ...second);
  await hand.until('both are one topology', async () => {
    const found = hand.inShort(hand.of('open'));
    return found.join() === 'open:6379 master,open:6380 replica';
  });
  lab.attention('test', undefined);
  expect(hand.of('open').nodes[0]?.id).toBe(before);
});

test('what does not run is shown where it says whom it follows, and nowhere else', async () => {
  expect(hand.node('web-late-1').answer.kind).toBe('notRunning');
  expect(() => hand.of('stranger')).toThrow();
  await hand.docker('start', hand.name('web-late-1'));
  lab.attention('test', 'all');
  await hand.until('it answers', async () => hand.node('web-late-1').answer.kind === 'data');
  lab.attention('test', undefined);
  expect(hand.of('web-late-1').id).toBe(hand.of('web-cache-1').id);
});

test('a master that is nowhere here is shown as that', () => {
  const topology = hand.of('orphan');
  expect(hand.inShort(topology)).toEqual(['orphan replica', '10.255.255.1:6400 absent']);
  const ghost = topology.nodes[1];
  expect(ghost && render(nodeHealth(ghost, topology).sentence)).toBe(
    'no container of this engine has its address',
  );
});

test('servers in the host’s network are told apart by their ports', () => {
  expect(hand.inShort(hand.of('host-b'))).toEqual(['host-a master', 'host-b replica']);
  expect(hand.node('host-a').port).toBe(first);
  alone('host-c');
  expect(hand.node('host-c').port).toBe(third);
});

test('a server in protected mode is reached all the same', () => {
  alone('shy');
});

test('an ignored container is not shown', async () => {
  expect(() => hand.of('left-alone')).toThrow();
  hand.ignore.push(hand.name('shy'));
  await lab.refresh();
  expect(() => hand.of('shy')).toThrow();
});

test('a new one is seen by itself, and one that goes is gone', async () => {
  lab.attention('test', 'all');
  await hand.run('late', 'valkey/valkey:9.1');
  await hand.until('it is seen', async () => hand.inShort(hand.of('late'))[0] === 'late master', 5000);
  await hand.cli('late', 'REPLICAOF', await hand.ip('web-cache-1').catch(() => ''), '6379');
  await hand.docker('rm', '-f', '-v', hand.name('late'));
  await hand.until(
    'it is gone',
    async () => hand.topologies().every((t) => !t.nodes.some((n) => n.name === hand.name('late'))),
    5000,
  );
  lab.attention('test', undefined);
});

test('what others made is not removed here', async () => {
  await expect(removeTopology(lab, hand.of('orphan').id, work())).rejects.toBeInstanceOf(Failure);
  await sleep(100);
  expect(await hand.docker('inspect', '-f', '{{.State.Running}}', hand.name('orphan'))).toBe('true');
});
