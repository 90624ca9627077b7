import { afterAll, expect, test } from 'vitest';
import { slotOwners } from '../../../src/model/slot-owners';
import { moveSlots } from '../../../src/operations/migration/move-slots';
import { removeTopology } from '../../../src/operations/remove';
import { Migrations } from '../../../src/topology/migrations';
import { fill } from '../../bench/reshard/slot-data';
import { SteadyClient } from '../../bench/reshard/steady-client';
import { Bed, work } from '../topology/bed';
import { firstSlots, harm, master, moveOf, seen, UNHARMED } from './ground';

const bed = new Bed();
afterAll(() => bed.dispose());

const KEYS = 10;
const PASSWORD = 'secret';

test('valkey 9.1 moves whole slots to two masters by itself, paused, continued and cancelled', async () => {
  const spec = await bed.spec('cluster', 'valkey/valkey:9.1', { auth: 'password' });
  const t = await bed.create(spec, { password: PASSWORD });
  await fill(bed.lab, t, KEYS);
  const [a, b, c] = [master(t, 0), master(t, 1), master(t, 2)];
  const slots = firstSlots(a, 1000);
  const client = new SteadyClient(t, slots, PASSWORD);
  await client.start();
  const moves = [moveOf(a, b, slots.slice(0, 500)), moveOf(a, c, slots.slice(500))];
  const result = await moveSlots(bed.lab, new Migrations(), t.id, moves, {}, work());
  const met = await client.stop();
  expect(result).toMatchObject({
    outcome: 'done',
    method: 'atomic',
    slotsMoved: 1000,
    longestCallMs: undefined,
    remarks: [],
  });
  expect(result.keysMoved).toBeGreaterThanOrEqual(1000 * KEYS);
  expect(met.wrong).toEqual([]);
  expect(await harm(bed, t.id, KEYS)).toEqual(UNHARMED);
  expect(await client.lost(bed.lab, bed.get(t.id))).toBe(0);

  // Held before the servers were told anything; once they have been, cancelling leaves all of it on one side.
  const more = firstSlots(master(bed.get(t.id), 1), 4000);
  const migrations = new Migrations();
  const moving = moveSlots(bed.lab, migrations, t.id, [moveOf(b, c, more)], {}, work());
  await seen(migrations, t.id, () => true);
  migrations.pause(t.id);
  const held = await seen(migrations, t.id, (p) => p.state === 'paused' && p.current.length === 0);
  expect(held.slotsDone).toBe(0);
  migrations.continue(t.id);
  // The servers may be done before anybody has looked.
  await Promise.race([seen(migrations, t.id, (p) => p.state === 'running' && p.current.length > 0), moving]);
  migrations.cancel(t.id);
  const { slotsMoved } = await moving;
  expect([0, 4000]).toContain(slotsMoved);
  expect(await harm(bed, t.id, KEYS)).toEqual(UNHARMED);
  const { owner } = slotOwners(bed.get(t.id));
  expect(more.filter((slot) => owner[slot] === c.id)).toHaveLength(slotsMoved);
  await removeTopology(bed.lab, t.id, work());
});
