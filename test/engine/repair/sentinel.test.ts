import { afterAll, beforeAll, expect, test } from 'vitest';
import { Cancelled } from '../../../src/model/failure';
import type { Repair } from '../../../src/model/findings/remedy';
import type { NodeSnapshot } from '../../../src/model/snapshot';
import { observedRole } from '../../../src/model/structure';
import { carryOut } from '../../../src/operations/repair/carry-out';
import { Bed, node, work } from '../topology/bed';
import { agreed, Mender } from './mend';

/** One Sentinel deployment with a password, broken in one way after another and mended after each. */
const PASSWORD = 'a b"c';
const bed = new Bed();
const mender = new Mender(bed.lab);
let id = '';
let name = '';

beforeAll(async () => {
  const spec = await bed.spec('sentinel', 'valkey/valkey:9.1', { auth: 'password' });
  ({ id, name } = await bed.create(spec, { password: PASSWORD }));
}, 60_000);
afterAll(async () => {
  mender.dispose();
  await bed.dispose();
}, 60_000);

const nodes = (role: 'master' | 'replica' | 'sentinel') =>
  bed.get(id).nodes.filter((n) => observedRole(n) === role);
const one = (role: 'master' | 'replica' | 'sentinel'): NodeSnapshot => {
  const [first] = nodes(role);
  if (!first) throw new Error(`no ${role}`);
  return first;
};
const again = (n: NodeSnapshot) => node(bed.get(id), (o) => o.id === n.id);
const setting = async (n: NodeSnapshot, option: string) =>
  ((await bed.run(n, 'CONFIG', 'GET', option)) as string[])[1];
const view = (n: NodeSnapshot) => {
  const { answer } = again(n);
  return answer.kind === 'sentinel' ? answer.views[0] : undefined;
};
const sentinelIds = () => nodes('sentinel').map((s) => s.id);

async function found(rule: string): Promise<Repair> {
  const wrong = await mender.wrong(id);
  const finding = wrong.find((f) => f.rule === rule);
  if (finding?.remedy.kind !== 'action') throw new Error(`no ${rule} among ${wrong.map((f) => f.rule)}`);
  return finding.remedy.repair;
}

test('a quorum that cannot be had is set to a majority', async () => {
  for (const s of nodes('sentinel')) await bed.run(s, 'SENTINEL', 'SET', name, 'quorum', '7');
  await bed.lab.askAll(id);
  await mender.mend(id, await found('quorum-too-large'));
  expect(nodes('sentinel').map((s) => view(s)?.quorum)).toEqual([2, 2, 2]);
});

test('a sentinel that watches something else is told whom to watch, with its password', async () => {
  const [lost] = nodes('sentinel');
  if (!lost) throw new Error('a sentinel');
  await bed.run(lost, 'SENTINEL', 'REMOVE', name);
  await bed.run(lost, 'SENTINEL', 'MONITOR', name, '192.0.2.1', '6379', '2');
  await bed.lab.askAll(id);
  const said = await mender.mend(id, await found('masters-differ'));
  expect(said.join('\n')).toContain('auth-pass ••••••');
  expect(said.join('\n')).not.toContain(PASSWORD);
  const master = one('master');
  expect(view(lost)).toMatchObject({
    masterIp: master.container.ip,
    masterPort: master.port,
    flags: ['master'],
  });
  expect(view(lost)?.otherSentinels).toHaveLength(2);
}, 90_000);

test('a sentinel that has been told to forget, and no more, is found: the repair goes on', async () => {
  const [lost] = nodes('sentinel');
  if (!lost) throw new Error('a sentinel');
  await bed.run(lost, 'SENTINEL', 'REMOVE', name);
  await bed.run(lost, 'SENTINEL', 'MONITOR', name, '192.0.2.1', '6379', '2');
  await bed.lab.askAll(id);
  const plan = agreed(await mender.plan(id, await found('masters-differ')));
  expect(plan.steps).toHaveLength(2);
  const doing = work((step, cancel) => {
    if (step.startsWith('1 of 2')) cancel();
  });
  await expect(carryOut(mender, id, plan, doing)).rejects.toThrow(Cancelled);
  expect(await mender.rules(id)).toEqual(['idle-sentinel']);
  await mender.mend(id, await found('idle-sentinel'));
  expect(await mender.rules(id)).toEqual([]);
  expect(view(lost)?.otherSentinels).toHaveLength(2);
}, 90_000);

test('sentinels are reset one after another, each knowing all again before the next', async () => {
  const began = Date.now();
  const sentinels = sentinelIds().slice(0, 2);
  await mender.mend(id, { kind: 'resetSentinels', sentinels, masterName: name });
  expect(Date.now() - began).toBeGreaterThan(30_000);
  for (const s of nodes('sentinel')) {
    expect(view(s)?.replicas).toHaveLength(2);
    expect(view(s)?.otherSentinels).toHaveLength(2);
  }
}, 150_000);

test('while there are two masters, sentinels are left alone', async () => {
  const replica = one('replica');
  const { container, port } = one('master');
  await bed.run(replica, 'REPLICAOF', 'NO', 'ONE');
  await bed.lab.askAll(id);
  for (const kind of ['resetSentinels', 'monitorAnew'] as const)
    expect(await mender.plan(id, { kind, sentinels: sentinelIds(), masterName: name })).toMatchObject({
      kind: 'cannot',
      why: { key: 'More than one node is master: {0}' },
    });
  await bed.run(replica, 'REPLICAOF', container.ip ?? '', String(port));
  await bed.see(
    id,
    'it follows again',
    20_000,
    (t) =>
      t.nodes.every(
        ({ answer }) =>
          answer.kind !== 'data' || answer.replication.role === 'master' || answer.replication.link === 'up',
      ) && nodes('replica').length === 2,
  );
}, 30_000);

test('a replica of a replica, a writable one and one that may never be master are put right', async () => {
  const [first, second] = nodes('replica');
  if (!first || !second) throw new Error('two replicas');
  await bed.run(second, 'REPLICAOF', first.container.ip ?? '', String(first.port));
  await bed.run(second, 'CONFIG', 'SET', 'replica-read-only', 'no');
  await bed.lab.askAll(id);
  const master = one('master').id;
  await mender.mend(id, { kind: 'repoint', replicas: [second.id], master });
  await mender.mend(id, { kind: 'makeReadOnly', nodes: [second.id] });
  expect(again(second).answer).toMatchObject({
    replication: { masterPort: one('master').port, link: 'up', readOnly: true },
  });
  for (const r of [first, second]) await bed.run(r, 'CONFIG', 'SET', 'replica-priority', '0');
  await bed.lab.askAll(id);
  await mender.mend(id, await found('no-candidate'));
  expect(await setting(first, 'replica-priority')).toBe('100');
}, 60_000);

test('a replica that lost its master’s password gets it back, and it is nowhere to be read', async () => {
  const replica = one('replica');
  await bed.run(replica, 'CONFIG', 'SET', 'masterauth', '');
  const said = await mender.mend(id, { kind: 'setMasterPassword', nodes: [replica.id] });
  expect(said.join()).toContain('CONFIG SET masterauth ••••••');
  expect(await setting(replica, 'masterauth')).toBe(PASSWORD);
});

test('persistence is turned on and written down', async () => {
  const master = one('master');
  await bed.run(master, 'CONFIG', 'SET', 'appendonly', 'no');
  await mender.mend(id, { kind: 'enablePersistence', nodes: [master.id] });
  expect(await setting(master, 'appendonly')).toBe('yes');
});
