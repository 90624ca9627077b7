import { afterAll, expect, test } from 'vitest';
import { masterOf, observedRole } from '../../../src/model/structure';
import { handOver } from '../../../src/operations/handover';
import { removeTopology } from '../../../src/operations/remove';
import { Bed, node, SERVERS, work } from '../topology/bed';
import { Watch } from './watch';

const bed = new Bed();
const watch = new Watch(bed);
afterAll(async () => {
  watch.dispose();
  await bed.dispose();
});

const SHAPES = ['replication', 'sentinel', 'cluster'] as const;
const ALL = SHAPES.flatMap((shape) => SERVERS.map((image) => [shape, image] as const));

test.each(ALL)(
  'a healthy %s of %s has no finding, neither new nor after a handover',
  async (shape, image) => {
    const t = await bed.create(await bed.spec(shape, image));
    bed.lab.attention('test', t.id);
    const told: string[] = [];
    const end = Date.now() + 3000;
    while (Date.now() < end) {
      told.push(...watch.told(t.id));
      await new Promise((r) => setTimeout(r, 250));
    }
    // Without patience, too: nothing is on its way to become a finding.
    await watch.expect(t.id, []);
    const replica = node(bed.get(t.id), (n) => observedRole(n) === 'replica' && !!masterOf(n, bed.get(t.id)));
    await handOver(bed.lab, t.id, replica.id, work());
    await watch.expect(t.id, [], 45_000);
    expect(told).toEqual([]);
    bed.lab.attention('test', undefined);
    await removeTopology(bed.lab, t.id, work());
  },
);
