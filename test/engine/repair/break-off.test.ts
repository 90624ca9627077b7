import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { Cancelled } from '../../../src/model/failure';
import type { RepairPlan } from '../../../src/model/repair/plan';
import { carryOut } from '../../../src/operations/repair/carry-out';
import { work } from '../topology/bed';
import { Ground } from './ground';
import { agreed } from './mend';

/** Repairs of a cluster that the user breaks off: nothing is lost, and the same repair goes on where it ended. */
const ground = new Ground();
beforeAll(() => ground.build('redis:7.0', 1), 90_000);
afterEach(() => ground.allKeysAreThere());
afterAll(() => ground.dispose(), 60_000);

/** Carries a plan out and cancels it when a step is told that begins so. */
async function breakOff(plan: RepairPlan, at: RegExp): Promise<string[]> {
  const doing = work((step, cancel) => {
    if (at.test(step)) cancel();
  });
  await expect(carryOut(ground.mender, ground.id, plan, doing)).rejects.toThrow(Cancelled);
  return doing.steps;
}

const planFor = async (rule: string, way = 0) => {
  await ground.bed.lab.askAll(ground.id);
  const found = await ground.mender.wrong(ground.id);
  return agreed(await ground.mender.plan(ground.id, ground.repairIn(found, rule)), way);
};

/** How many slots a plan covers. */
const slotsIn = ({ repair }: RepairPlan): number =>
  repair.kind === 'coverSlots' ? repair.slots.reduce((sum, [a, b]) => sum + b - a + 1, 0) : Number.NaN;

test('slots that nobody serves: what was covered before the cancel stays covered, the rest is covered then', async () => {
  for (const { master } of ground.shards()) {
    const slot = ground.firstSlot(master);
    await ground.say(master, 'DELSLOTSRANGE', `${slot}`, `${slot + 99}`);
  }
  const plan = await planFor('unassigned-slots');
  expect(plan.steps).toHaveLength(3);
  await breakOff(plan, /^2 of 3/);
  // Two that took their slots at once may have the same epoch for a moment.
  await expect.poll(() => ground.mender.rules(ground.id), { timeout: 20_000 }).not.toContain('equal-epochs');
  const rest = await planFor('unassigned-slots');
  expect(slotsIn(rest)).toBeLessThan(slotsIn(plan));
  await carryOut(ground.mender, ground.id, rest, work());
  await ground.well();
}, 90_000);

test.each([
  ['finished', 0],
  ['undone', 1],
] as const)(
  'a half-done move that is %s: cancelled in between, then to the end',
  async (_, way) => {
    const [source, target] = ground.shards().map((s) => s.master);
    if (!source || !target) throw new Error('two masters');
    const first = ground.firstSlot(source);
    const slots = Array.from({ length: 40 }, (_, i) => first + i);
    for (const slot of slots) {
      await ground.fill(source, slot, 30);
      await ground.say(target, 'SETSLOT', `${slot}`, 'IMPORTING', ground.clusterId(source));
      await ground.say(source, 'SETSLOT', `${slot}`, 'MIGRATING', ground.clusterId(target));
    }
    // Some keys of each are over already.
    for (const slot of slots) await ground.carryOver(source, target, slot, 10);
    await breakOff(await planFor('open-slots', way), /^1 of 1/);
    await carryOut(ground.mender, ground.id, await planFor('open-slots', way), work());
    await ground.well();
    const owner = way === 0 ? target : source;
    for (const slot of slots) {
      expect(ground.ownerOf(slot).id).toBe(owner.id);
      expect(Number(await ground.say(owner, 'COUNTKEYSINSLOT', `${slot}`))).toBeGreaterThanOrEqual(30);
    }
  },
  120_000,
);

test('keys that are brought home: cancelled between two nodes, then all of them', async () => {
  const [owner, one, two] = ground.shards().map((s) => s.master);
  if (!owner || !one || !two) throw new Error('three masters');
  const slot = ground.firstSlot(owner) + 50;
  for (const [i, at] of [one, two].entries()) {
    await ground.say(at, 'SETSLOT', `${slot}`, 'IMPORTING', ground.clusterId(owner));
    await ground.fill(at, slot, 20, `${i}-`);
  }
  await ground.say(owner, 'SETSLOT', `${slot}`, 'MIGRATING', ground.clusterId(one));
  const plan = await planFor('open-slots');
  const homecomings = plan.steps.flatMap((s, i) => (s.kind === 'bringHome' ? [i + 1] : []));
  expect(homecomings).toHaveLength(2);
  await breakOff(plan, new RegExp(`^${homecomings[1]} of`));
  expect(await ground.say(two, 'COUNTKEYSINSLOT', `${slot}`)).toBe(20);
  await carryOut(ground.mender, ground.id, await planFor('open-slots'), work());
  await ground.well();
  expect(await ground.say(owner, 'COUNTKEYSINSLOT', `${slot}`)).toBe(40);
}, 90_000);
