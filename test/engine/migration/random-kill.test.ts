import { afterAll, expect, test } from 'vitest';
import { removeTopology } from '../../../src/operations/remove';
import { killMovers } from '../../bench/reshard/random-kill';
import { fill } from '../../bench/reshard/slot-data';
import { SteadyClient } from '../../bench/reshard/steady-client';
import { Bed, work } from '../topology/bed';

const bed = new Bed();
afterAll(() => bed.dispose());

const KEYS = 20;

test.each([
  ['redis:7.0', 7],
  ['valkey/valkey:9.1', 91],
] as const)(
  '%s: movers killed at random moments lose no key and leave no slot that cannot be closed',
  async (image, seed) => {
    const t = await bed.create(await bed.spec('cluster', image));
    await fill(bed.lab, t, KEYS);
    const client = new SteadyClient(
      t,
      Array.from({ length: 16_384 }, (_, slot) => slot),
    );
    await client.start();
    // biome-ignore lint/suspicious/noConsole: the seed is for whom it fails
    const say = (what: string) => console.log(what);
    const killed = await killMovers(
      bed.lab,
      t.id,
      { rounds: 10, seed, slots: 1500, withinMs: 1500, keysPerSlot: KEYS },
      say,
    );
    const met = await client.stop();
    expect(killed).toMatchObject({ missing: 0, open: 0 });
    // A mover that is never hit proves nothing.
    expect(killed.hit).toBeGreaterThan(3);
    expect(met.wrong).toEqual([]);
    const after = await bed.lab.askAll(t.id);
    expect(after && (await client.lost(bed.lab, after))).toBe(0);
    await removeTopology(bed.lab, t.id, work());
  },
  300_000,
);
