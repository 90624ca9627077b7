import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { NodeSnapshot } from '../../../src/model/snapshot';
import { Bed } from '../topology/bed';
import { docker } from './docker';
import { Watch } from './watch';

const bed = new Bed();
const watch = new Watch(bed);
let id = '';
let master: NodeSnapshot;
let one: NodeSnapshot;
let two: NodeSnapshot;

beforeAll(async () => {
  const spec = await bed.spec('replication', 'redis:8.0', { extraConfig: ['enable-protected-configs yes'] });
  const t = await bed.create(spec);
  id = t.id;
  [master, one, two] = t.nodes as unknown as [NodeSnapshot, NodeSnapshot, NodeSnapshot];
  await watch.expect(id, []);
});
afterAll(async () => {
  watch.dispose();
  await bed.dispose();
});

const set = (node: NodeSnapshot, ...pair: string[]) => bed.run(node, 'CONFIG', 'SET', ...pair);
const follow = (node: NodeSnapshot, host: string | undefined, port: number) =>
  bed.run(node, 'REPLICAOF', host ?? '', String(port));
/** Commands that a server takes only from its own container. */
const local = (node: NodeSnapshot, ...args: string[]) =>
  docker('exec', node.container.name, 'redis-cli', '-p', String(node.port), ...args);
const cutReplicas = () => bed.run(master, 'CLIENT', 'KILL', 'TYPE', 'replica');
const wellAgain = () => watch.expect(id, [], 30_000);

test('a paused replica', async () => {
  await docker('pause', two.container.name);
  await bed.see(id, 'paused', 5000, (t) => t.nodes[2]?.container.state === 'paused');
  const [found] = await watch.expect(id, ['paused']);
  expect(found?.remedy).toEqual({ kind: 'action', repair: { kind: 'unpauseNodes', nodes: [two.id] } });
  await docker('unpause', two.container.name);
  await bed.see(id, 'running', 5000, (t) => t.nodes[2]?.container.state === 'running');
  await wellAgain();
});

test('a replica that takes writes', async () => {
  await set(one, 'replica-read-only', 'no');
  await watch.expect(id, ['writable-replica']);
  await set(one, 'replica-read-only', 'yes');
});

test('the watch tells of it by itself, and that it is over', async () => {
  const heard: string[] = [];
  const end = watch.examinations.onChange((changed) => heard.push(changed));
  bed.lab.attention('test', id);
  await set(one, 'replica-read-only', 'no');
  await bed.see(
    id,
    'told',
    8000,
    () => watch.told(id).join() === `writable-replica: ${one.name} is a replica and takes writes`,
  );
  await set(one, 'replica-read-only', 'yes');
  await bed.see(id, 'over', 8000, () => watch.told(id).length === 0);
  end();
  expect(new Set(heard)).toEqual(new Set([id]));
});

test('a replica of a replica', async () => {
  await follow(two, one.container.ip, one.port);
  const [found] = await watch.expect(id, ['chained-replica']);
  expect(found?.remedy).toMatchObject({ repair: { kind: 'repoint', replicas: [two.id], master: master.id } });
});

test('a replica of itself', async () => {
  await follow(two, two.container.ip, two.port);
  await watch.expect(id, ['link-to-itself']);
});

test('the right address and a wrong port', async () => {
  await follow(two, master.container.ip, master.port + 1000);
  await watch.expect(id, ['link-wrong-port']);
});

test('an address where nobody is', async () => {
  await follow(two, '127.0.0.1', 1);
  await watch.expect(id, ['link-refused']);
});

test('two replicas of each other', async () => {
  await follow(one, two.container.ip, two.port);
  await follow(two, one.container.ip, one.port);
  const found = await watch.expect(id, ['link-ring']);
  expect(found.map((f) => f.about).sort()).toEqual([one.id, two.id].sort());
  await follow(one, master.container.ip, master.port);
  await follow(two, master.container.ip, master.port);
  await wellAgain();
});

test('two masters', async () => {
  await bed.run(two, 'REPLICAOF', 'NO', 'ONE');
  const [found] = await watch.expect(id, ['two-masters']);
  expect(found?.remedy).toMatchObject({ repair: { kind: 'repoint', replicas: [two.id], master: master.id } });
  await follow(two, master.container.ip, master.port);
  await wellAgain();
});

test('a master that wants a password, from replicas that have none, and then a wrong one', async () => {
  await set(master, 'requirepass', 's3cret-of-the-test');
  await cutReplicas();
  const found = await watch.expect(id, ['link-without-password']);
  expect(found).toHaveLength(2);
  await set(one, 'masterauth', 'wr0ng-one');
  await set(two, 'masterauth', 'wr0ng-one');
  const wrong = await watch.expect(id, ['link-wrong-password']);
  expect(JSON.stringify([found, wrong, watch.examined(id)])).not.toMatch(/s3cret|wr0ng/);
  await set(master, 'requirepass', '');
  await set(one, 'masterauth', '');
  await set(two, 'masterauth', '');
  await wellAgain();
});

test('a master in protected mode', async () => {
  await set(master, 'protected-mode', 'yes');
  await cutReplicas();
  await watch.expect(id, ['link-protected-mode']);
  await set(master, 'protected-mode', 'no');
  await wellAgain();
});

test('a link that is down for another reason', async () => {
  await bed.run(master, 'ACL', 'SETUSER', 'default', '-psync', '-sync');
  await cutReplicas();
  await watch.expect(id, ['link-unexplained']);
  await bed.run(master, 'ACL', 'SETUSER', 'default', '+psync', '+sync');
  await wellAgain();
});

test('more replicas wanted than there are', async () => {
  await set(master, 'min-replicas-to-write', '3');
  await watch.expect(id, ['too-few-good-replicas']);
  await set(master, 'min-replicas-to-write', '0');
});

test('a master that forgets and restarts by itself', async () => {
  await docker('update', '--restart', 'always', master.container.name);
  await set(master, 'appendonly', 'no');
  await watch.expect(id, ['forgetful-master']);
  await docker('update', '--restart', 'no', master.container.name);
  await set(master, 'appendonly', 'yes');
  await wellAgain();
});

test('data that is on no volume', async () => {
  await set(one, 'dir', '/tmp');
  await watch.expect(id, ['no-volume']);
  await set(one, 'dir', '/data');
});

test('a large server without a limit, on a machine that others use too', async () => {
  const machine = Number(/total_system_memory:(\d+)/.exec(String(await bed.run(one, 'INFO', 'memory')))?.[1]);
  const large = Math.round(machine * 0.15);
  await set(one, 'proto-max-bulk-len', String(large * 2));
  // Room for a value that never comes: the server counts it, and no page of it is touched.
  const socket = connect(one.container.publishedPort ?? 0, '127.0.0.1');
  socket.write(`*3\r\n$3\r\nSET\r\n$3\r\nbig\r\n$${large}\r\n`);
  try {
    const [found] = await watch.expect(id, ['unlimited-memory'], 30_000);
    expect(found?.nodes).toEqual([one.id]);
  } finally {
    socket.destroy();
  }
  await wellAgain();
});

test('a port that another container has taken', async () => {
  await docker('stop', '-t', '1', two.container.name);
  await bed.see(id, 'stopped', 8000, (t) => t.nodes[2]?.container.state === 'exited');
  const intruder = `t-intruder-${id.slice(0, 8)}`;
  const port = String(two.container.publishedPort);
  await docker(
    'run',
    '-d',
    '--name',
    intruder,
    '--entrypoint',
    'sleep',
    '-p',
    `127.0.0.1:${port}:6379`,
    'redis:8.0',
    '600',
  );
  try {
    await watch.expect(id, ['port-taken']);
  } finally {
    await docker('rm', '-f', intruder);
  }
  await docker('start', two.container.name);
  await bed.see(id, 'running', 8000, (t) => t.nodes[2]?.container.state === 'running');
  await wellAgain();
});

test('a master that is stopped', async () => {
  await docker('stop', '-t', '1', master.container.name);
  await bed.see(id, 'stopped', 8000, (t) => t.nodes[0]?.container.state === 'exited');
  const [found] = await watch.expect(id, ['no-master']);
  expect(found?.remedy).toMatchObject({ repair: { kind: 'startNodes', nodes: [master.id] } });
  await docker('start', master.container.name);
  await bed.see(id, 'running', 8000, (t) => t.nodes[0]?.container.state === 'running');
  await wellAgain();
});

test('a container killed for its memory', async () => {
  await docker('update', '--memory', '20m', '--memory-swap', '20m', one.container.name);
  await bed.run(one, 'CONFIG', 'SET', 'replica-read-only', 'no');
  // The kernel kills the server in the middle of it.
  await local(one, 'DEBUG', 'POPULATE', '2000000', 'k', '100').catch(() => undefined);
  await bed.see(id, 'killed', 20_000, (t) => t.nodes[1]?.container.state === 'exited');
  await watch.expect(id, ['out-of-memory']);
  await docker('update', '--memory', '0', '--memory-swap', '-1', one.container.name).catch(() => undefined);
  await docker('update', '--memory', '500m', '--memory-swap', '500m', one.container.name);
  await docker('start', one.container.name);
  await bed.see(id, 'running', 8000, (t) => t.nodes[1]?.container.state === 'running');
  await wellAgain();
});

test('a container that keeps restarting', async () => {
  await docker('exec', two.container.name, 'sh', '-c', 'echo no-such-directive 1 >> /data/redis.conf');
  await docker('update', '--restart', 'always', two.container.name);
  await docker('restart', '-t', '1', two.container.name);
  await bed.see(id, 'restarting', 30_000, (t) => t.nodes[2]?.container.state === 'restarting');
  await watch.expect(id, ['restarting'], 30_000);
  await docker('update', '--restart', 'no', two.container.name);
});
