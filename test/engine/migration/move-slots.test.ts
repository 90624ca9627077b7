import { afterAll, describe, expect, test } from 'vitest';
import { slotOwners } from '../../../src/model/slot-owners';
import { measureMoves } from '../../../src/operations/migration/measure-moves';
import { moveSlots } from '../../../src/operations/migration/move-slots';
import { removeTopology } from '../../../src/operations/remove';
import { Migrations } from '../../../src/topology/migrations';
import { fill } from '../../bench/reshard/slot-data';
import { SteadyClient } from '../../bench/reshard/steady-client';
import { Bed, SERVERS, work } from '../topology/bed';
import { firstSlots, harm, master, moveOf, seen, UNHARMED } from './ground';

const bed = new Bed();
afterAll(() => bed.dispose());

const KEYS = 4;
const PASSWORD = 'p "w\\d';

describe.each(SERVERS)('on %s', (image) => {
  test('500 slots of two masters go to the third key by key, a client working all the while', async () => {
    const t = await bed.create(await bed.spec('cluster', image, { auth: 'password' }), {
      password: PASSWORD,
    });
    await fill(bed.lab, t, KEYS);
    const [a, b, c] = [master(t, 0), master(t, 1), master(t, 2)];
    const [ofA, ofB] = [firstSlots(a, 250), firstSlots(b, 250)];
    const moves = [moveOf(a, c, ofA), moveOf(b, c, ofB)];
    const measure = await measureMoves(bed.lab, t.id, moves);
    expect(measure).toMatchObject({
      keys: 500 * KEYS,
      method: image === 'valkey/valkey:9.1' ? 'atomic' : 'keyByKey',
    });
    const client = new SteadyClient(t, [...ofA, ...ofB], PASSWORD);
    await client.start();
    const result = await moveSlots(bed.lab, new Migrations(), t.id, moves, { method: 'keyByKey' }, work());
    const met = await client.stop();
    expect(result).toMatchObject({ outcome: 'done', slotsMoved: 500, method: 'keyByKey' });
    expect(result.keysMoved).toBeGreaterThanOrEqual(500 * KEYS);
    expect(result.remarks).toEqual([]);
    expect(met.wrong).toEqual([]);
    expect(met.operations).toBeGreaterThan(100);
    expect(await harm(bed, t.id, KEYS)).toEqual(UNHARMED);
    const now = bed.get(t.id);
    expect(await client.lost(bed.lab, now)).toBe(0);
    const { owner, disputed } = slotOwners(now);
    expect(new Set([...ofA, ...ofB].map((slot) => owner[slot]))).toEqual(new Set([c.id]));
    expect(disputed).toEqual([]);

    await brakes(t.id);
    await removeTopology(bed.lab, t.id, work());
  });
});

/** Pause, continue and cancel: nothing moves while paused, nothing is open once cancelled. */
async function brakes(id: string): Promise<void> {
  const t = bed.get(id);
  const [from, to] = [master(t, 2), master(t, 0)];
  const slots = firstSlots(from, 3000);
  const migrations = new Migrations();
  const states = new Set<string>();
  migrations.onChange(() => {
    states.add(migrations.of(id)?.state ?? 'none');
  });
  const moving = moveSlots(
    bed.lab,
    migrations,
    id,
    [moveOf(from, to, slots)],
    { method: 'keyByKey' },
    work(),
  );
  await seen(migrations, id, (p) => p.slotsDone > 100);
  migrations.pause(id);
  const held = await seen(migrations, id, (p) => p.state === 'paused' && p.current.length === 0);
  await new Promise((r) => setTimeout(r, 600));
  expect(migrations.of(id)?.slotsDone).toBe(held.slotsDone);
  expect(await harm(bed, id, KEYS)).toEqual(UNHARMED);
  migrations.continue(id);
  await seen(migrations, id, (p) => p.slotsDone > held.slotsDone);
  migrations.cancel(id);
  const result = await moving;
  expect(result.outcome).toBe('cancelled');
  expect(result.slotsMoved).toBeLessThan(3000);
  expect(await harm(bed, id, KEYS)).toEqual(UNHARMED);
  const { owner } = slotOwners(bed.get(id));
  expect(slots.filter((slot) => owner[slot] === to.id)).toHaveLength(result.slotsMoved);
  expect(states).toContain('cancelling');
}
