import { afterAll, describe, expect, test } from 'vitest';
import { describeShape } from '../../../src/model/describe';
import { placeOf } from '../../../src/model/handover';
import type { RemovalWay } from '../../../src/model/size/removal';
import type { NodeSnapshot } from '../../../src/model/snapshot';
import { arrange, observedRole } from '../../../src/model/structure';
import { render } from '../../../src/model/text';
import { topologyHealth } from '../../../src/model/topology-health';
import { removeTopology } from '../../../src/operations/remove';
import { addNodes } from '../../../src/operations/size/add-nodes';
import { prepareAddition } from '../../../src/operations/size/prepare-addition';
import { removeNode } from '../../../src/operations/size/remove-node';
import { spreadSlots } from '../../../src/operations/size/spread-slots';
import { verifyTopology } from '../../../src/operations/verify';
import { Migrations } from '../../../src/topology/migrations';
import { Bed, node, SERVERS, work } from '../topology/bed';
import { whileWriting } from './cluster-writer';

const bed = new Bed();
const migrations = new Migrations();
afterAll(() => bed.dispose());

const remove = (id: string, gone: NodeSnapshot, way: RemovalWay) =>
  removeNode(bed.lab, migrations, id, gone.id, way, work());

/** It is what is said, it is well, every check of Verify passes, and nobody knows who went. */
async function demand(id: string, shape: string, gone: readonly NodeSnapshot[]): Promise<void> {
  const t = await bed.see(id, 'healthy', 15_000, (s) => topologyHealth(s).level === 'ok' && s);
  expect(render(describeShape(t))).toBe(shape);
  const checks = await verifyTopology(bed.lab, id, work());
  expect(checks.filter((c) => c.outcome !== 'passed')).toEqual([]);
  const said = JSON.stringify(t.nodes.map((n) => n.answer));
  for (const { ip, port } of gone.map(placeOf)) expect(said).not.toContain(`"ip":"${ip}","port":${port}`);
  const left = (await bed.leftovers(id)).join('\n');
  for (const n of gone) {
    expect(left).not.toContain(n.container.name);
    expect(left).not.toContain(n.container.volumeName);
  }
}

const master = (id: string) => node(bed.get(id), (n) => observedRole(n) === 'master');
const replica = (id: string) => node(bed.get(id), (n) => observedRole(n) === 'replica');

describe.each(SERVERS)('on %s', (image) => {
  test('cluster, with a client writing: a shard is added and gets its share; a master is drained and goes', async () => {
    const t = await bed.create(await bed.spec('cluster', image, { auth: 'password' }), { password: 'p w"1' });
    const kept = await whileWriting(bed, t.id, async () => {
      await addNodes(bed.lab, await prepareAddition(bed.lab, t.id, { kind: 'shard', replicas: 1 }), work());
      const spread = await spreadSlots(bed.lab, migrations, t.id, work());
      expect(spread.outcome).toBe('done');
      expect(spread.slotsMoved).toBeGreaterThan(3900);
      const [first] = arrange(bed.get(t.id)).shards;
      if (!first?.master) throw new Error('a shard');
      await remove(t.id, first.master, 'repoint');
      await demand(t.id, 'cluster 3+4', [first.master]);
      const full = arrange(bed.get(t.id)).shards.find((s) => s.replicas.length === 2);
      const [goes] = full?.replicas ?? [];
      if (!goes) throw new Error('a replica');
      await remove(t.id, goes, 'leave');
      await demand(t.id, 'cluster 3+3', [goes]);
    });
    expect(kept.lost).toEqual([]);
    // A client that still knows the master that went gives a command up after 16 tries, 5 ms apart, and tries again.
    expect(kept.errors.filter((e) => !e.includes('Too many Cluster redirections'))).toEqual([]);
    expect(kept.errors.length).toBeLessThan(3);
    expect(kept.acknowledged).toBeGreaterThan(1000);
    await removeTopology(bed.lab, t.id, work());
    expect(await bed.leftovers(t.id)).toEqual([]);
  });

  test('sentinel: a replica, the master and a sentinel go, and all agree each time', async () => {
    const t = await bed.create(await bed.spec('sentinel', image, { replicas: 3, auth: 'password' }), {
      password: 'p w"1',
    });
    const one = replica(t.id);
    await remove(t.id, one, 'leave');
    await demand(t.id, 'sentinel 1+2+3', [one]);
    const two = master(t.id);
    await remove(t.id, two, 'handOver');
    await demand(t.id, 'sentinel 1+1+3', [one, two]);
    expect(bed.get(t.id).state).toBe('complete');
    const three = node(bed.get(t.id), (n) => n.intended === 'sentinel');
    await remove(t.id, three, 'leave');
    await demand(t.id, 'sentinel 1+1+2', [one, two, three]);
    await removeTopology(bed.lab, t.id, work());
    expect(await bed.leftovers(t.id)).toEqual([]);
  });
});
