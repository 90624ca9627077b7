import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { keySlot } from '../../../src/model/key-slot';
import type { NodeSnapshot } from '../../../src/model/snapshot';
import { cut, mendWire } from '../findings/wires';
import { Ground } from './ground';

/** Who belongs to a cluster, follows whom and claims what: broken in one way after another, found, and mended. */
const ground = new Ground();
beforeAll(() => ground.build('valkey/valkey:8.1', 2), 90_000);
afterEach(() => ground.allKeysAreThere());
afterAll(() => ground.dispose(), 60_000);

const three = () => {
  const [a, b, c] = ground.shards();
  if (!a || !b || !c) throw new Error('three shards');
  return [a, b, c] as const;
};
const moveTo = (replica: NodeSnapshot | undefined, master: NodeSnapshot) =>
  replica ? ground.say(replica, 'REPLICATE', ground.clusterId(master)) : undefined;

test('replicas that are spread unevenly are spread evenly', async () => {
  const [a, b] = three();
  await moveTo(b.replicas[0], a.master);
  const said = await ground.mend('uneven-replicas');
  expect(said).toEqual([expect.stringMatching(/: CLUSTER REPLICATE [0-9a-f]{40}$/)]);
  expect(ground.spread()).toEqual([2, 2, 2]);
}, 90_000);

test('a master without replica gets one of the master that has most; the rest is spread then', async () => {
  const [a, b] = three();
  for (const replica of b.replicas) await moveTo(replica, a.master);
  const found = await ground.watch.expect(ground.id, ['bare-master'], 30_000);
  expect(found[0]?.nodes).toEqual([b.master.id]);
  await ground.mender.mend(ground.id, ground.repairIn(found, 'bare-master'));
  expect(ground.spread()).toEqual([3, 2, 1]);
  await ground.mend('uneven-replicas');
  expect(ground.spread()).toEqual([2, 2, 2]);
}, 90_000);

test('a node that left meets the others again, what it was is forgotten, and it serves a master without replica', async () => {
  const [a, , c] = three();
  const [left, other] = c.replicas;
  if (!left) throw new Error('a replica');
  const before = ground.clusterId(left);
  await ground.say(left, 'RESET', 'HARD');
  const met = await ground.mend('strangers', ['leftovers', 'strangers']);
  expect(met).toEqual([expect.stringMatching(/: CLUSTER MEET [\d.]+ \d+/)]);
  const forgot = await ground.mend('leftovers');
  // It never heard of itself as it was.
  expect(forgot).toHaveLength(8);
  expect(forgot.every((line) => line.endsWith(`: CLUSTER FORGET ${before}`))).toBe(true);
  await moveTo(other, a.master);
  const found = await ground.watch.expect(ground.id, ['bare-master'], 30_000);
  const [attached] = await ground.mender.mend(ground.id, ground.repairIn(found, 'bare-master'));
  // It is idle: nobody has to give a replica away.
  expect(attached).toMatch(new RegExp(`^${left.name}: CLUSTER REPLICATE`));
  expect(ground.spread()).toEqual([3, 2, 1]);
  await ground.mend('uneven-replicas');
}, 120_000);

test('masters that took the same epoch while they could not reach each other get epochs of their own', async () => {
  const [a, b] = three();
  const ipB = b.master.container.ip ?? '';
  await cut(a.master.container.name, ipB);
  try {
    const [seen] = await ground.watch.expect(ground.id, ['cut-peers'], 30_000);
    expect([...(seen?.nodes ?? [])].sort()).toEqual([a.master.id, b.master.id].sort());
    await sameEpoch(a.master, b.master);
    const said = await ground.mend('equal-epochs', ['cut-peers', 'equal-epochs']);
    expect(said.length).toBeGreaterThan(0);
    expect(said.every((line) => line.endsWith(': CLUSTER BUMPEPOCH'))).toBe(true);
  } finally {
    await mendWire(a.master.container.name, ipB);
  }
  await ground.well();
}, 120_000);

test('two owners of a slot, neither of whom hears the other: the one with the keys stays owner', async () => {
  const [a, b, c] = three();
  const ipB = b.master.container.ip ?? '';
  const slot = '0';
  const key = keyIn(0);
  await ground.bed.run(a.master, 'SET', key, 'kept');
  await cut(a.master.container.name, ipB);
  try {
    await ground.watch.expect(ground.id, ['cut-peers'], 30_000);
    await sameEpoch(a.master, b.master);
    // Of claims with equal epochs, nobody who hears both believes the later one.
    await ground.say(b.master, 'SETSLOT', slot, 'NODE', ground.clusterId(b.master));
    const found = await ground.watch.expect(ground.id, ['cut-peers', 'equal-epochs', 'two-owners'], 30_000);
    expect(await ground.preview('two-owners', found)).toEqual([
      `${b.master.name}: CLUSTER DELSLOTSRANGE 0 0`,
      `${c.master.name}: CLUSTER BUMPEPOCH`,
      `${b.master.name}: CLUSTER BUMPEPOCH`,
      `${a.master.name}: CLUSTER BUMPEPOCH`,
    ]);
    // Epochs alone would let the later win, and the other throw its keys away.
    const epochs = await ground.mender.plan(ground.id, ground.repairIn(found, 'equal-epochs'));
    expect(epochs).toMatchObject({ kind: 'cannot', why: { args: [a.master.name, b.master.name] } });
    // The loser gives it up; that it hears who has it now waits for the wire.
    const repair = ground.repairIn(found, 'two-owners');
    await expect(ground.mender.mend(ground.id, repair)).rejects.toThrow(/All nodes know that slots 0/);
    await ground.watch.expect(ground.id, ['cut-peers', 'views-differ'], 30_000);
  } finally {
    await mendWire(a.master.container.name, ipB);
  }
  await ground.well();
  expect(ground.ownerOf(0).id).toBe(a.master.id);
  expect(await ground.bed.run(a.master, 'GET', key)).toBe('kept');
}, 120_000);

/** Both take the next epoch before they hear of the other's. One that has the highest of all would take none. */
async function sameEpoch(a: NodeSnapshot, b: NodeSnapshot): Promise<void> {
  const [, , c] = three();
  for (let tries = 0; tries < 20; tries++) {
    await ground.say(c.master, 'BUMPEPOCH');
    const highest = (await epochs(c.master)).own;
    for (const n of [a, b])
      while ((await epochs(n)).known < highest) await new Promise((r) => setTimeout(r, 50));
    await Promise.all([a, b].map((n) => ground.say(n, 'BUMPEPOCH')));
    if ((await epochs(a)).own === (await epochs(b)).own) return;
  }
  throw new Error('they never took the same epoch');
}

/** A node's own epoch, and the highest that it knows. */
async function epochs(n: NodeSnapshot): Promise<{ own: number; known: number }> {
  const info = String(await ground.say(n, 'INFO'));
  const of = (name: string) => Number(new RegExp(`${name}:(\\d+)`).exec(info)?.[1]);
  return { own: of('cluster_my_epoch'), known: of('cluster_current_epoch') };
}

function keyIn(slot: number): string {
  for (let n = 0; ; n++) if (keySlot(`s${n}`) === slot) return `s${n}`;
}
