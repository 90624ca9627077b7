import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { NodeSnapshot } from '../../../src/model/snapshot';
import { Bed } from '../topology/bed';
import { docker } from './docker';
import { Watch } from './watch';
import { cut, mendWire } from './wires';

const bed = new Bed();
const watch = new Watch(bed);
let id = '';
let name = '';
let data: readonly NodeSnapshot[] = [];
let sentinels: readonly NodeSnapshot[] = [];

beforeAll(async () => {
  const t = await bed.create(await bed.spec('sentinel', 'redis:8.0', { downAfterMs: 3000 }));
  id = t.id;
  name = t.name;
  data = t.nodes.filter((n) => n.intended !== 'sentinel');
  sentinels = t.nodes.filter((n) => n.intended === 'sentinel');
  await watch.expect(id, []);
});
afterAll(async () => {
  watch.dispose();
  await bed.dispose();
});

const at = (i: number): NodeSnapshot => sentinels[i] as NodeSnapshot;
const node = (i: number): NodeSnapshot => data[i] as NodeSnapshot;
const say = (i: number, ...args: string[]) => bed.run(at(i), 'SENTINEL', ...args);
const setAll = async (option: string, value: string) => {
  for (let i = 0; i < 3; i++) await say(i, 'SET', name, option, value);
};
const wellAgain = () => watch.expect(id, [], 60_000);
const monitor = (i: number, as: string, of: NodeSnapshot) =>
  say(i, 'MONITOR', as, of.container.ip ?? '', String(of.port), '2');

test('a quorum that cannot be had', async () => {
  await setAll('quorum', '5');
  const [found] = await watch.expect(id, ['quorum-too-large']);
  expect(found?.remedy).toMatchObject({ repair: { kind: 'setQuorum', quorum: 2, masterName: name } });
  await setAll('quorum', '2');
});

test('times that are not sensible', async () => {
  await say(1, 'SET', name, 'down-after-milliseconds', '300');
  await watch.expect(id, ['odd-times']);
  await say(1, 'SET', name, 'down-after-milliseconds', '3000');
  await wellAgain();
});

test('nobody who may be promoted', async () => {
  for (const i of [1, 2]) await bed.run(node(i), 'CONFIG', 'SET', 'replica-priority', '0');
  const [found] = await watch.expect(id, ['no-candidate']);
  expect(found?.remedy).toMatchObject({ repair: { kind: 'makeEligible', nodes: [node(1).id, node(2).id] } });
  for (const i of [1, 2]) await bed.run(node(i), 'CONFIG', 'SET', 'replica-priority', '100');
  await wellAgain();
});

test('sentinels without the password', async () => {
  for (const n of data) await bed.run(n, 'CONFIG', 'SET', 'masterauth', 's3cret', 'requirepass', 's3cret');
  const [found] = await watch.expect(id, ['no-auth-pass']);
  expect(JSON.stringify([found, watch.examined(id)])).not.toContain('s3cret');
  for (const n of data) await bed.run(n, 'CONFIG', 'SET', 'masterauth', '', 'requirepass', '');
  await wellAgain();
});

test('sentinels that give no name, where nobody comes in without one', async () => {
  for (const n of data) {
    await bed.run(n, 'ACL', 'SETUSER', 'watcher', 'on', '>s3cret', '+@all', '~*', '&*');
    // Whoever is in stays in.
    await bed.run(n, 'ACL', 'SETUSER', 'default', 'off');
  }
  const [found] = await watch.expect(id, ['no-auth-pass']);
  expect(found?.evidence[0]?.words).toBe('user default off; may log in: watcher');
  for (let i = 0; i < 3; i++) await say(i, 'SET', name, 'auth-user', 'watcher', 'auth-pass', 's3cret');
  await wellAgain();
  const seen = JSON.stringify(watch.examined(id));
  expect(seen).toContain('"user":"watcher"');
  expect(seen).not.toContain('s3cret');
  expect(seen).not.toContain(createHash('sha256').update('s3cret').digest('hex'));
  for (const n of data) await bed.run(n, 'ACL', 'SETUSER', 'default', 'on');
  for (let i = 0; i < 3; i++) await say(i, 'SET', name, 'auth-user', '', 'auth-pass', '');
  for (const n of data) await bed.run(n, 'ACL', 'DELUSER', 'watcher');
  await wellAgain();
});

test('a replica that knows its master by another address', async () => {
  for (const i of [1, 2]) await bed.run(node(i), 'REPLICAOF', node(0).container.name, String(node(0).port));
  await watch.expect(id, ['two-addresses'], 30_000);
  for (const i of [1, 2])
    await bed.run(node(i), 'REPLICAOF', node(0).container.ip ?? '', String(node(0).port));
  await wellAgain();
});

test('a sentinel that watches under another name', async () => {
  await say(2, 'REMOVE', name);
  await monitor(2, 'mymaster', node(0));
  await watch.expect(id, ['names-differ']);
  await say(2, 'REMOVE', 'mymaster');
  await monitor(2, name, node(0));
  await say(2, 'SET', name, 'down-after-milliseconds', '3000', 'failover-timeout', '60000');
  await wellAgain();
}, 120_000);

test('a sentinel that names another master', async () => {
  await say(2, 'REMOVE', name);
  await monitor(2, name, node(1));
  const [found] = await watch.expect(id, ['masters-differ']);
  expect(found?.remedy).toMatchObject({
    repair: { kind: 'monitorAnew', sentinels: [at(2).id], masterName: name },
  });
  await say(2, 'REMOVE', name);
  await monitor(2, name, node(0));
  await say(2, 'SET', name, 'down-after-milliseconds', '3000', 'failover-timeout', '60000');
  await wellAgain();
}, 120_000);

test('too few sentinels are there', async () => {
  await docker('stop', '-t', '1', at(1).container.name, at(2).container.name);
  const found = await watch.expect(id, ['no-quorum'], 30_000);
  expect(found[0]?.remedy).toMatchObject({ repair: { kind: 'startNodes', nodes: [at(1).id, at(2).id] } });
  await docker('start', at(1).container.name, at(2).container.name);
  await wellAgain();
}, 120_000);

test('sentinels that cannot reach anybody fail over, again and again, a master that answers', async () => {
  const addresses = data.map((n) => n.container.ip ?? '');
  try {
    for (const s of sentinels) await cut(s.container.name, ...addresses);
    await watch.expect(id, ['ghost-failover'], 40_000);
    // Each comes to its opinion in its own time.
    await expect
      .poll(async () => (await watch.look(id))[0]?.nodes, { timeout: 30_000 })
      .toEqual(sentinels.map((s) => s.id));
  } finally {
    for (const s of sentinels) await mendWire(s.container.name, ...addresses);
  }
  await wellAgain();
}, 150_000);

test('a sentinel that was paused', async () => {
  await docker('pause', at(0).container.name);
  await new Promise((r) => setTimeout(r, 3000));
  await docker('unpause', at(0).container.name);
  await bed.see(id, 'running', 5000, (t) => t.nodes.every((n) => n.container.state === 'running'));
  await watch.expect(id, ['tilt']);
  await wellAgain();
}, 120_000);

test('a sentinel and a replica that are gone for good', async () => {
  await docker('rm', '-f', at(2).container.name, node(2).container.name);
  await bed.see(id, 'gone', 8000, (t) => t.nodes.length === 4);
  const found = await watch.expect(id, ['stale-sentinels', 'stale-replicas'], 30_000);
  expect(found.map((f) => f.remedy)).toEqual([
    { kind: 'action', repair: { kind: 'resetSentinels', sentinels: [at(0).id, at(1).id], masterName: name } },
    { kind: 'action', repair: { kind: 'resetSentinels', sentinels: [at(0).id, at(1).id], masterName: name } },
  ]);
});

test('two sentinels are too few from the start', async () => {
  const t = await bed.create(
    await bed.spec('sentinel', 'valkey/valkey:8.1', { sentinels: 2, quorum: 2, replicas: 1 }),
  );
  await watch.expect(t.id, ['too-few-sentinels']);
});
