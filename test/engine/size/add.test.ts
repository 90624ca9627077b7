import { afterAll, describe, expect, test } from 'vitest';
import { describeShape } from '../../../src/model/describe';
import type { AdditionWish } from '../../../src/model/size/addition';
import { arrange, observedRole, ownSlots } from '../../../src/model/structure';
import { render } from '../../../src/model/text';
import { topologyHealth } from '../../../src/model/topology-health';
import { removeTopology } from '../../../src/operations/remove';
import { addNodes } from '../../../src/operations/size/add-nodes';
import { prepareAddition } from '../../../src/operations/size/prepare-addition';
import { verifyTopology } from '../../../src/operations/verify';
import { Bed, node, SERVERS, work } from '../topology/bed';

const bed = new Bed();
afterAll(() => bed.dispose());

const add = async (id: string, wish: AdditionWish) => {
  await addNodes(bed.lab, await prepareAddition(bed.lab, id, wish), work());
  return bed.get(id);
};

/** It is what is said, it is well, and every check of Verify passes. */
async function demand(id: string, shape: string): Promise<void> {
  const t = await bed.see(id, 'healthy', 15_000, (s) => topologyHealth(s).level === 'ok' && s);
  expect(render(describeShape(t))).toBe(shape);
  expect(t.joining ?? []).toEqual([]);
  const checks = await verifyTopology(bed.lab, id, work());
  expect(checks.filter((c) => c.outcome !== 'passed')).toEqual([]);
}

describe.each(SERVERS)('on %s', (image) => {
  test('cluster: a shard and a replica are added, with the functions of the others', async () => {
    const t = await bed.create(await bed.spec('cluster', image));
    const code = "#!lua name=mylib\nredis.register_function('answer', function() return 42 end)";
    const [old] = t.nodes;
    if (!old) throw new Error('a node');
    for (const { master } of arrange(t).shards) if (master) await bed.run(master, 'FUNCTION', 'LOAD', code);
    const grown = await add(t.id, { kind: 'shard', replicas: 1 });
    expect(grown.nodes.length).toBe(8);
    const fresh = node(grown, (n) => n.index === 6);
    expect([observedRole(fresh), ownSlots(fresh)]).toEqual(['master', []]);
    expect(await bed.run(fresh, 'FUNCTION', 'LIST')).toHaveLength(1);
    await demand(t.id, 'cluster 4+4');
    await add(t.id, { kind: 'replica', of: fresh.id });
    await demand(t.id, 'cluster 4+5');
    expect(arrange(bed.get(t.id)).shards.at(-1)?.replicas.length).toBe(2);
    await removeTopology(bed.lab, t.id, work());
    expect(await bed.leftovers(t.id)).toEqual([]);
  });

  test('replication: a replica is added, then sentinels, which make it a Sentinel topology; then a fourth', async () => {
    const t = await bed.create(await bed.spec('replication', image, { auth: 'password' }), {
      password: 'p w"1',
    });
    const [master] = t.nodes;
    if (!master) throw new Error('a master');
    await add(t.id, { kind: 'replica', of: master.id });
    await demand(t.id, 'replication 1+3');
    const watched = await add(t.id, { kind: 'sentinels', count: 3, quorum: 2 });
    expect(watched).toMatchObject({
      shape: 'sentinel',
      spec: { shape: 'sentinel', sentinels: 3, quorum: 2 },
    });
    await demand(t.id, 'sentinel 1+3+3');
    await add(t.id, { kind: 'sentinels', count: 1, quorum: 3 });
    await demand(t.id, 'sentinel 1+3+4');
    const quorums = bed.get(t.id).nodes.flatMap((n) => (n.answer.kind === 'sentinel' ? n.answer.views : []));
    expect(quorums.map((v) => v.quorum)).toEqual([3, 3, 3, 3]);
    await add(t.id, { kind: 'replica', of: master.id });
    await demand(t.id, 'sentinel 1+4+4');
    await removeTopology(bed.lab, t.id, work());
    expect(await bed.leftovers(t.id)).toEqual([]);
  });
});
