import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Repair } from '../../../src/model/findings/remedy';
import { keySlot } from '../../../src/model/key-slot';
import type { NodeSnapshot } from '../../../src/model/snapshot';
import { arrange, selfPeer } from '../../../src/model/structure';
import { render } from '../../../src/model/text';
import { killNodes, startNodes } from '../../../src/operations/node-lifecycle';
import { carryOut } from '../../../src/operations/repair/carry-out';
import type { Conflict } from '../../../src/operations/repair/conflict';
import { Bed, work } from '../topology/bed';
import { Mender } from './mend';

/** One cluster, broken in one way after another by plain commands and mended after each. */
const bed = new Bed();
const mender = new Mender(bed.lab);
let id = '';

beforeAll(async () => {
  id = (await bed.create(await bed.spec('cluster', 'redis:8.0', { nodeTimeoutMs: 2000 }))).id;
}, 60_000);
afterAll(async () => {
  mender.dispose();
  await bed.dispose();
}, 60_000);

const masters = (): NodeSnapshot[] => arrange(bed.get(id)).shards.flatMap((s) => s.master ?? []);
const ownerOf = (slot: number): NodeSnapshot => {
  const found = masters().find((m) => selfPeer(m)?.slots.some(([a, b]) => slot >= a && slot <= b));
  if (!found) throw new Error(`nobody owns ${slot}`);
  return found;
};
const others = (m: NodeSnapshot) => masters().filter((o) => o.id !== m.id);
const clusterId = (m: NodeSnapshot) => selfPeer(m)?.id ?? '';
const say = (m: NodeSnapshot, ...args: string[]) => bed.run(m, ...args);

/** Puts a key into a slot that a node does not own. */
async function stray(at: NodeSnapshot, owner: NodeSnapshot, key: string, value: string): Promise<void> {
  const slot = String(keySlot(key));
  await say(at, 'CLUSTER', 'SETSLOT', slot, 'IMPORTING', clusterId(owner));
  const connection = await bed.lab.connectionTo(at.id);
  const replies = await connection.batch([['ASKING'], ['SET', key, value]]);
  expect(replies).toEqual(['OK', 'OK']);
  await say(at, 'CLUSTER', 'SETSLOT', slot, 'STABLE');
}

/** The repair that the rule's finding names. */
async function repairOf(rule: string): Promise<Repair> {
  const wrong = await mender.wrong(id);
  const found = wrong.find((f) => f.rule === rule);
  if (found?.remedy.kind !== 'action') throw new Error(`no ${rule} among ${wrong.map((f) => f.rule)}`);
  return found.remedy.repair;
}

const well = () =>
  bed.see(id, 'nothing open, all served', 20_000, (t) =>
    t.nodes.every(
      ({ answer }) =>
        answer.kind === 'data' && answer.cluster?.state === 'ok' && answer.cluster.open.length === 0,
    ),
  );

test('slots that nobody serves go back to the one that holds their keys', async () => {
  const key = 'orphan';
  const owner = ownerOf(keySlot(key));
  await say(owner, 'SET', key, 'kept');
  await say(owner, 'CLUSTER', 'DELSLOTS', String(keySlot(key)));
  const said = await mender.mend(id, await repairOf('unassigned-slots'));
  expect(said).toEqual([expect.stringMatching(new RegExp(`^${owner.name}: MULTI; .*ADDSLOTSRANGE`))]);
  await well();
  expect(await say(owner, 'GET', key)).toBe('kept');
}, 60_000);

test.each(['owner', 'other'] as const)(
  'two nodes hold one key with different values: both are shown, and the user’s word counts (%s)',
  async (verdict) => {
    const key = `contested-${verdict}`;
    const slot = keySlot(key);
    const owner = ownerOf(slot);
    const [other] = others(owner);
    if (!other) throw new Error('three masters');
    await say(owner, 'MSET', key, 'one', `{${key}}b`, 'b');
    await stray(other, owner, key, 'two');
    await stray(other, owner, `{${key}}only-there`, 'three');
    await say(other, 'CLUSTER', 'SETSLOT', String(slot), 'IMPORTING', clusterId(owner));
    await bed.lab.askAll(id);
    // Left alone, nothing is overwritten and the slot stays open.
    mender.decide = async () => 'leave';
    const repair = await repairOf('open-slots');
    await expect(mender.mend(id, repair)).rejects.toThrow(/one value on .* and another/);
    expect(await say(owner, 'GET', key)).toBe('one');
    const shown: Conflict[] = [];
    mender.decide = async (conflict) => {
      shown.push(conflict);
      return verdict;
    };
    await mender.mend(id, await repairOf('open-slots'));
    expect(shown).toMatchObject([
      { key, slot, owner: { node: owner.name, value: 'string "one"' }, other: { value: 'string "two"' } },
    ]);
    expect(await say(owner, 'GET', key)).toBe(verdict === 'owner' ? 'one' : 'two');
    expect(await say(owner, 'GET', `{${key}}only-there`)).toBe('three');
    expect(await say(other, 'CLUSTER', 'COUNTKEYSINSLOT', String(slot))).toBe(0);
    await well();
  },
  60_000,
);

test('two nodes import with keys, which redis-cli gives up on: all keys come home', async () => {
  const key = 'twice';
  const slot = keySlot(key);
  const owner = ownerOf(slot);
  const [one, two] = others(owner);
  if (!one || !two) throw new Error('three masters');
  await say(owner, 'SET', key, '0');
  await stray(one, owner, `{${key}}1`, '1');
  await stray(two, owner, `{${key}}2`, '2');
  await say(one, 'CLUSTER', 'SETSLOT', String(slot), 'IMPORTING', clusterId(owner));
  await say(two, 'CLUSTER', 'SETSLOT', String(slot), 'IMPORTING', clusterId(owner));
  await say(owner, 'CLUSTER', 'SETSLOT', String(slot), 'MIGRATING', clusterId(one));
  await bed.lab.askAll(id);
  await mender.mend(id, await repairOf('open-slots'));
  await well();
  for (const [k, v] of [
    [key, '0'],
    [`{${key}}1`, '1'],
    [`{${key}}2`, '2'],
  ] as const)
    expect(await say(owner, 'GET', k)).toBe(v);
}, 60_000);

test.each([0, 1])(
  'a slot that is plainly half moved: the user chooses (%s)',
  async (way) => {
    const key = `half-${way}`;
    const slot = keySlot(key);
    const owner = ownerOf(slot);
    const [target] = others(owner);
    if (!target) throw new Error('three masters');
    await say(owner, 'SET', key, 'here');
    await say(target, 'CLUSTER', 'SETSLOT', String(slot), 'IMPORTING', clusterId(owner));
    await say(owner, 'CLUSTER', 'SETSLOT', String(slot), 'MIGRATING', clusterId(target));
    await bed.lab.askAll(id);
    const repair = await repairOf('open-slots');
    expect((await mender.plan(id, repair)).kind).toBe('choose');
    await mender.mend(id, repair, way);
    await well();
    const now = ownerOf(slot);
    expect(now.id).toBe(way === 0 ? target.id : owner.id);
    expect(await say(now, 'GET', key)).toBe('here');
  },
  60_000,
);

test('a plan that is no longer true is not carried out', async () => {
  const key = 'stale';
  const owner = ownerOf(keySlot(key));
  const [other] = others(owner);
  await say(owner, 'CLUSTER', 'DELSLOTS', String(keySlot(key)));
  const repair = await repairOf('unassigned-slots');
  const plan = await mender.plan(id, repair);
  if (plan.kind !== 'repair' || !other) throw new Error('a plan');
  await say(owner, 'CLUSTER', 'ADDSLOTS', String(keySlot(key)));
  await expect(carryOut(mender, id, plan, work())).rejects.toThrow(/changed since the plan/);
  await well();
}, 60_000);

test('most masters are lost: replicas take over, and slots of a silent owner are never given away', async () => {
  const [one, two] = masters();
  if (!one || !two) throw new Error('masters');
  await killNodes(bed.lab, [one.id, two.id], work());
  await bed.see(id, 'they are gone', 10_000, (t) => arrange(t).shards.filter((s) => !s.master).length === 2);
  const slots = selfPeer(one)?.slots ?? [];
  expect(await mender.plan(id, { kind: 'coverSlots', slots })).toMatchObject({ kind: 'cannot' });
  const repair = await repairOf('lost-majority');
  const plan = await mender.plan(id, repair);
  if (plan.kind !== 'repair') throw new Error('a plan');
  expect(plan.steps.map((s) => s.kind)).toEqual(['takeOver', 'takeOver']);
  expect(plan.givesUp.map((t) => render(t)).join()).toContain('TAKEOVER: nobody votes');
  await mender.mend(id, repair);
  await startNodes(bed.lab, [one.id, two.id], work());
  await well();
}, 120_000);
