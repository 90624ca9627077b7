import { afterAll, expect, test } from 'vitest';
import { keySlot } from '../../../src/model/key-slot';
import { countsPerSlot, isSlotHeat } from '../../../src/model/slot-heat';
import { observedRole, ownSlots } from '../../../src/model/structure';
import { slotHeat } from '../../../src/operations/slot-heat';
import { Bed, node } from './bed';

const bed = new Bed();
afterAll(() => bed.dispose());

test('every slot is told by its master: keys, and what the server is set to count; who refuses is named', async () => {
  const t = await bed.create(await bed.spec('cluster', 'valkey/valkey:8.1'));
  expect(countsPerSlot(bed.get(t.id))).toBe(true);
  const slot = keySlot('user:42');
  const owner = node(
    bed.get(t.id),
    (n) => ownSlots(n).some(([a, b]) => a <= slot && slot <= b) && observedRole(n) === 'master',
  );
  await bed.run(owner, 'SET', 'user:42', 'x');

  const plain = await slotHeat(bed.lab, t.id);
  expect(isSlotHeat(plain)).toBe(true);
  expect(plain.silent).toEqual([]);
  expect(Object.keys(plain.metrics)).toEqual(['keys']);
  expect(plain.metrics.keys?.[slot]).toBe(1);
  expect(plain.metrics.keys?.every((n) => n >= 0)).toBe(true);

  await bed.run(owner, 'CONFIG', 'SET', 'cluster-slot-stats-enabled', 'yes');
  await bed.run(owner, 'GET', 'user:42');
  const more = await slotHeat(bed.lab, t.id);
  expect(more.metrics.cpu?.[slot]).toBeGreaterThan(0);
  expect(more.metrics.network?.[slot]).toBeGreaterThan(0);
  // The other masters do not count it.
  expect(more.metrics.cpu?.filter((n) => n < 0).length).toBeGreaterThan(10_000);

  await bed.run(owner, 'ACL', 'SETUSER', 'default', '-cluster|slot-stats');
  const refused = await slotHeat(bed.lab, t.id);
  expect(refused.silent).toEqual([{ node: owner.name, why: expect.stringContaining('NOPERM') }]);
  expect(refused.metrics.keys?.[slot]).toBe(-1);
});
