import { afterAll, beforeAll, expect, test } from 'vitest';
import type { NodeSnapshot } from '../../../src/model/snapshot';
import { observedRole, selfPeer } from '../../../src/model/structure';
import { render } from '../../../src/model/text';
import { verifyTopology } from '../../../src/operations/verify';
import { Bed, work } from '../topology/bed';
import { docker } from './docker';
import { Watch } from './watch';

const bed = new Bed();
const watch = new Watch(bed);
const SLOT = 5;
let id = '';
/** As made: master, its replica, the next master … */
let nodes: readonly NodeSnapshot[] = [];
const clusterId = new Map<NodeSnapshot, string>();

beforeAll(async () => {
  const t = await bed.create(await bed.spec('cluster', 'valkey/valkey:9.1', { nodeTimeoutMs: 2000 }));
  id = t.id;
  nodes = t.nodes;
  for (const n of nodes) clusterId.set(n, selfPeer(n)?.id ?? '');
  await watch.expect(id, []);
});
afterAll(async () => {
  watch.dispose();
  await bed.dispose();
});

const at = (i: number): NodeSnapshot => nodes[i] as NodeSnapshot;
const idOf = (i: number) => clusterId.get(at(i)) ?? '';
const say = (i: number, ...args: string[]) => bed.run(at(i), 'CLUSTER', ...args);
const mark = (i: number, kind: 'MIGRATING' | 'IMPORTING', peer: number) =>
  say(i, 'SETSLOT', String(SLOT), kind, idOf(peer));
const wellAgain = () => watch.expect(id, [], 40_000);
const sentence = async (rules: string[]) => {
  const found = await watch.expect(id, rules);
  return found.map((f) => `${f.what.key} ${f.what.args.join('|')}`);
};
const stable = async () => {
  for (const i of [0, 2, 4]) await say(i, 'SETSLOT', String(SLOT), 'STABLE');
};
const setEverywhere = async (name: string, value: string) => {
  for (const n of nodes) await bed.run(n, 'CONFIG', 'SET', name, value);
};

/** {tag} of which the slot is 5. */
async function keyIn(slot: number, i: number): Promise<string> {
  for (let n = 0; ; n++) {
    const key = `k${n}`;
    if (Number(await say(i, 'KEYSLOT', key)) === slot) return key;
  }
}

test('open slots in every way', async () => {
  const [a, b, c] = [at(0).name, at(2).name, at(4).name];
  await mark(2, 'IMPORTING', 0);
  expect(await sentence(['open-slots'])).toEqual([`{1} takes slots {0}, but nobody gives them 5|${b}`]);
  await mark(0, 'MIGRATING', 2);
  expect(await sentence(['open-slots'])).toEqual([
    `The move of slots {0} from {1} to {2} stands still 5|${a}|${b}`,
  ]);
  await mark(4, 'IMPORTING', 0);
  expect(await sentence(['open-slots'])).toEqual([`Several nodes take slots {0}: {1} 5|${b}, ${c}`]);
  await say(2, 'SETSLOT', String(SLOT), 'STABLE');
  expect(await sentence(['open-slots'])).toEqual([
    `{1} gives slots {0} to another node than {2}, which takes them 5|${a}|${c}`,
  ]);
  await say(4, 'SETSLOT', String(SLOT), 'STABLE');
  expect(await sentence(['open-slots'])).toEqual([`{1} gives slots {0} away, but nobody takes them 5|${a}`]);
  await stable();
  await wellAgain();
}, 120_000);

test('several importing nodes with keys, which redis-cli gives up on', async () => {
  const key = await keyIn(SLOT, 0);
  await mark(2, 'IMPORTING', 0);
  await mark(4, 'IMPORTING', 0);
  await mark(0, 'MIGRATING', 2);
  await (await bed.lab.connectionTo(at(2).id)).batch([['ASKING'], ['SET', key, 'v']]);
  const [found] = await watch.expect(id, ['open-slots']);
  expect(found?.severity).toBe('error');
  expect(found?.what.key).toBe('Several nodes take slots {0} and hold keys of them: {1}');
  expect(found?.remedy).toEqual({ kind: 'action', repair: { kind: 'closeSlots', slots: [SLOT] } });
  await (await bed.lab.connectionTo(at(2).id)).batch([['ASKING'], ['DEL', key]]);
  await stable();
  await wellAgain();
});

test('slots that nobody owns, with a key in one, and what full coverage makes of it', async () => {
  const key = await keyIn(SLOT, 0);
  await bed.run(at(0), 'SET', key, 'v');
  for (let i = 0; i < 6; i++) await say(i, 'DELSLOTSRANGE', String(SLOT), String(SLOT + 4));
  const found = await watch.expect(id, ['unassigned-slots', 'refuses-all']);
  const unassigned = found.find((f) => f.rule === 'unassigned-slots');
  expect(unassigned?.what.args).toEqual([5, '5-9']);
  expect(unassigned?.evidence).toContainEqual({
    node: at(0).name,
    words: `CLUSTER COUNTKEYSINSLOT ${SLOT}: 1`,
  });
  await setEverywhere('cluster-require-full-coverage', 'no');
  await watch.expect(id, ['unassigned-slots']);
  await say(0, 'ADDSLOTSRANGE', String(SLOT), String(SLOT + 4));
  await setEverywhere('cluster-require-full-coverage', 'yes');
  await wellAgain();
});

test('an owner that gave up slots which all others still count as its own', async () => {
  await setEverywhere('cluster-require-full-coverage', 'no');
  await say(0, 'DELSLOTSRANGE', String(SLOT), String(SLOT + 1));
  const [found] = await watch.expect(id, ['unassigned-slots']);
  expect(found?.what.args).toEqual([2, '5-6']);
  await say(0, 'ADDSLOTSRANGE', String(SLOT), String(SLOT + 1));
  await setEverywhere('cluster-require-full-coverage', 'yes');
  await wellAgain();
});

test('a master without replica', async () => {
  await setEverywhere('cluster-allow-replica-migration', 'no');
  await say(3, 'REPLICATE', idOf(0));
  const [found] = await watch.expect(id, ['bare-master']);
  expect(found?.nodes).toEqual([at(2).id]);
  await say(3, 'REPLICATE', idOf(2));
  await wellAgain();
});

test('a node that left the cluster', async () => {
  await say(5, 'RESET', 'HARD');
  const found = await watch.expect(id, ['bare-master', 'leftovers', 'strangers'], 30_000);
  const stranger = found.find((f) => f.rule === 'strangers');
  expect(stranger?.remedy).toEqual({ kind: 'action', repair: { kind: 'meetAgain', nodes: [at(5).id] } });
  for (let i = 0; i < 5; i++) await say(i, 'FORGET', idOf(5));
  await say(5, 'MEET', at(4).container.ip ?? '', String(at(4).port));
  // It knows whom to follow a moment after they met.
  for (let tries = 0; ; tries++) {
    try {
      await say(5, 'REPLICATE', idOf(4));
      break;
    } catch (error) {
      if (tries > 40) throw error;
      await new Promise((r) => setTimeout(r, 250));
    }
  }
  await wellAgain();
}, 120_000);

test('a node whose bus nobody reaches', async () => {
  const { networkName = '', name, ip = '' } = at(1).container;
  await docker('network', 'disconnect', networkName, name);
  await watch.expect(id, ['deaf-bus'], 30_000);
  await docker('network', 'connect', '--ip', ip, networkName, name);
  await wellAgain();
}, 120_000);

test('a master and its replica are away', async () => {
  await docker('stop', '-t', '1', at(1).container.name, at(0).container.name);
  await bed.see(id, 'stopped', 8000, (t) => t.nodes[0]?.container.state === 'exited');
  const found = await watch.expect(id, ['owner-away', 'refuses-all'], 30_000);
  const away = found.find((f) => f.rule === 'owner-away');
  expect(away?.remedy).toEqual({ kind: 'action', repair: { kind: 'startNodes', nodes: [at(0).id] } });
  // Verify says who does not run, and goes on with those that do.
  const checks = await verifyTopology(bed.lab, id, work(), false);
  const said = checks.map(
    (c) => `${c.outcome}: ${render(c.what).replace(' (only nodes that answer were asked)', ' …')}`,
  );
  expect(said.slice(0, 5)).toEqual([
    'failed: All 6 nodes run',
    'passed: All of them that run answer',
    'failed: Every node says cluster_state:ok …',
    'passed: All nodes agree who owns which slots …',
    'failed: All 16384 slots are covered and config epochs differ …',
  ]);
  expect(said.slice(5).sort()).toEqual(
    [2, 4].map((i) => `passed: Every replica is linked to ${at(i).name} …`),
  );
  expect(checks[4]?.evidence.slice(1)).toEqual([
    `${at(0).container.ip}:${at(0).port} with 5461 slots: master,fail`,
    `not asked: ${at(0).name}, ${at(1).name}`,
  ]);
  await docker('start', at(0).container.name, at(1).container.name);
  await bed.see(id, 'started', 8000, (t) => t.nodes[1]?.container.state === 'running');
  await wellAgain();
}, 120_000);

test('the majority of the masters is lost', async () => {
  const masters = bed.get(id).nodes.filter((n) => observedRole(n) === 'master');
  const names = masters.slice(0, 2).map((n) => n.container.name);
  await docker('kill', ...names);
  await bed.see(
    id,
    'stopped',
    8000,
    (t) => t.nodes.filter((n) => n.container.state === 'exited').length === 2,
  );
  const [found] = await watch.expect(id, ['lost-majority'], 30_000);
  expect(found?.remedy).toMatchObject({ repair: { kind: 'takeOver' } });
  await docker('start', ...names);
  await bed.see(id, 'started', 8000, (t) => t.nodes.every((n) => n.container.state === 'running'));
  await wellAgain();
}, 120_000);

test('a node that is gone for good', async () => {
  const replica = bed.get(id).nodes.find((n) => observedRole(n) === 'replica');
  await docker('rm', '-f', replica?.container.name ?? '');
  await bed.see(id, 'gone', 8000, (t) => t.nodes.length === 5);
  const found = await watch.expect(id, ['leftovers'], 30_000);
  expect(found[0]?.remedy).toMatchObject({
    repair: { kind: 'forgetNodes', clusterIds: [selfPeer(replica as NodeSnapshot)?.id] },
  });
});
