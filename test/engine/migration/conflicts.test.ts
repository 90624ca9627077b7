import { afterAll, describe, expect, test } from 'vitest';
import { Failure } from '../../../src/model/failure';
import { render } from '../../../src/model/text';
import { moveSlots } from '../../../src/operations/migration/move-slots';
import { removeTopology } from '../../../src/operations/remove';
import { Migrations } from '../../../src/topology/migrations';
import { fill, tags } from '../../bench/reshard/slot-data';
import { Bed, SERVERS, work } from '../topology/bed';
import { firstSlots, harm, master, moveOf, plant, UNHARMED } from './ground';

const bed = new Bed();
afterAll(() => bed.dispose());

const KEYS = 2;
const BIG = 3_000_000;

describe.each(SERVERS)('on %s', (image) => {
  test('a key on both sides, big keys and keys that are no text', async () => {
    const t = await bed.create(await bed.spec('cluster', image));
    await fill(bed.lab, t, KEYS);
    const [from, to] = [master(t, 0), master(t, 1)];
    const slots = firstSlots(from, 40);
    const move = (of: readonly number[]) =>
      moveSlots(bed.lab, new Migrations(), t.id, [moveOf(from, to, of)], { method: 'keyByKey' }, work());
    const keyIn = (slot: number, name: string) => `{${tags()[slot]}}:${name}`;

    // Another value on the target: the slot stays closed, with its owner, and both values stay.
    const [contested = 0] = slots;
    const key = keyIn(contested, 'twice');
    await bed.run(from, 'SET', key, 'right');
    await plant(bed, contested, from, to, key, 'wrong');
    const failure = await move([contested]).catch((e: unknown) => e);
    expect(failure).toBeInstanceOf(Failure);
    const said = render((failure as Failure).what);
    expect(said).toContain(key);
    expect(said).toContain(from.name);
    expect(said).toContain(to.name);
    expect(await harm(bed, t.id, KEYS)).toEqual(UNHARMED);
    expect(await bed.run(from, 'GET', key)).toBe('right');
    expect(await bed.run(to, 'CLUSTER', 'COUNTKEYSINSLOT', String(contested))).toBe(1);

    // The same value: nothing to choose, so it moves.
    await plant(bed, contested, from, to, key, 'right');
    await bed.run(from, 'SADD', keyIn(contested, 'set'), ...Array.from({ length: 300 }, (_, i) => `m${i}`));
    expect(await move([contested])).toMatchObject({ outcome: 'done', slotsMoved: 1 });
    expect(await bed.run(to, 'GET', key)).toBe('right');

    // Big keys are moved alone and told of; keys are bytes.
    const binary = Buffer.concat([
      Buffer.from(`{${tags()[slots[2] ?? 0]}}`),
      Buffer.from([0, 255, 254, 13, 10, 32]),
    ]);
    const [bigSlot = 0] = slots.slice(1);
    await bed.run(from, 'SET', keyIn(bigSlot, 'big'), 'x'.repeat(BIG));
    await bed.run(from, 'SET', keyIn(bigSlot, 'volatile'), 'soon', 'PX', '600000');
    await (await bed.lab.connectionTo(from.id)).batchBytes([['SET', binary, 'bytes']]);
    const result = await move(slots.slice(1));
    expect(result).toMatchObject({ outcome: 'done', slotsMoved: 39, keysMoved: 39 * KEYS + 3 });
    expect(result.remarks.map((r) => render(r)).join('\n')).toContain(keyIn(bigSlot, 'big'));
    expect(result.longestCallMs).toBeGreaterThan(0);
    expect(await bed.run(to, 'STRLEN', keyIn(bigSlot, 'big'))).toBe(BIG);
    const ttl = Number(await bed.run(to, 'PTTL', keyIn(bigSlot, 'volatile')));
    expect(ttl).toBeGreaterThan(500_000);
    const [bytes] = await (await bed.lab.connectionTo(to.id)).batchBytes([['GET', binary]]);
    expect(String(bytes)).toBe('bytes');
    expect(await harm(bed, t.id, KEYS)).toEqual(UNHARMED);
    await removeTopology(bed.lab, t.id, work());
  });
});
