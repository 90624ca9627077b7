import { afterAll, expect, test } from 'vitest';
import { removeContainer, startContainer } from '../../../src/docker/containers';
import { Cancelled, Failure } from '../../../src/model/failure';
import { silentLog } from '../../../src/model/log';
import { planRemoval } from '../../../src/model/size/plan-removal';
import { observedRole } from '../../../src/model/structure';
import { render } from '../../../src/model/text';
import { topologyHealth } from '../../../src/model/topology-health';
import { killNodes } from '../../../src/operations/node-lifecycle';
import { removeTopology } from '../../../src/operations/remove';
import { addNodes } from '../../../src/operations/size/add-nodes';
import { finishAddition } from '../../../src/operations/size/finish-addition';
import { prepareAddition } from '../../../src/operations/size/prepare-addition';
import { removeNode } from '../../../src/operations/size/remove-node';
import { removeAddition } from '../../../src/operations/size/undo-addition';
import { verifyTopology } from '../../../src/operations/verify';
import { Lab } from '../../../src/topology/lab';
import { Migrations } from '../../../src/topology/migrations';
import { Bed, node, work } from '../topology/bed';
import { addAndDie } from './add-and-die';

const bed = new Bed();
afterAll(() => bed.dispose());

/** A window opened ten minutes later: what is unfinished by then, nobody is at any more. */
async function later(): Promise<Lab> {
  const { endpoint } = await bed.engine();
  const now = () => Date.now() + 600_000;
  const lab = new Lab({ endpoint: async () => endpoint, log: silentLog, now });
  await lab.refresh();
  return lab;
}

const passes = async (lab: Lab, id: string) =>
  expect((await verifyTopology(lab, id, work())).filter((c) => c.outcome !== 'passed')).toEqual([]);

test('cluster: an addition that is cancelled when its nodes have met leaves nothing and nobody who knows them', async () => {
  const t = await bed.create(await bed.spec('cluster', 'redis:8.0'));
  for (const at of ['Starting', 'copies', 'Proving']) {
    const cancelled = work((step, cancel) => step.includes(at) && cancel());
    const plan = await prepareAddition(bed.lab, t.id, { kind: 'shard', replicas: 1 });
    await expect(addNodes(bed.lab, plan, cancelled)).rejects.toBeInstanceOf(Cancelled);
    const now = bed.get(t.id);
    expect([now.nodes.length, now.joining ?? [], now.state]).toEqual([6, [], 'complete']);
    expect((await bed.leftovers(t.id)).length).toBe(6 + 6 + 1);
    for (const n of now.nodes)
      expect(
        String(await bed.run(n, 'CLUSTER', 'NODES'))
          .trim()
          .split('\n'),
      ).toHaveLength(6);
  }
  await passes(bed.lab, t.id);
  await removeTopology(bed.lab, t.id, work());
});

test('a window that dies while adding leaves what another can finish, or remove', async () => {
  const t = await bed.create(await bed.spec('cluster', 'valkey/valkey:8.1', { nodeTimeoutMs: 2000 }));
  await addAndDie(t.id, 'Meeting');
  const lab = await later();
  const seen = lab.store.get(t.id);
  expect(seen).toMatchObject({
    state: 'complete',
    joining: [{ state: 'abandoned' }, { state: 'abandoned' }],
  });
  expect(seen?.nodes.length).toBe(6);
  const [first] = seen?.joining ?? [];
  await finishAddition(lab, first?.id ?? '', work());
  expect(lab.store.get(t.id)?.nodes.length).toBe(8);
  expect(lab.store.get(t.id)?.joining ?? []).toEqual([]);
  await passes(lab, t.id);

  await addAndDie(t.id, 'copies');
  await lab.refresh();
  const half = lab.store.get(t.id);
  const [left] = half?.joining ?? [];
  if (!half || !left) throw new Error('nothing was left');
  await removeAddition(lab, half, left.addition, work());
  await lab.refresh();
  expect(lab.store.get(t.id)?.joining ?? []).toEqual([]);
  await passes(lab, t.id);

  await addAndDie(t.id, '(2 of 2)');
  await lab.refresh();
  const lacking = lab.store.get(t.id)?.joining ?? [];
  const engine = await bed.engine();
  for (const one of lacking.slice(1)) await removeContainer(engine, one.container.id);
  const error = await finishAddition(lab, lacking[0]?.id ?? '', work()).catch((e: unknown) => e);
  expect(error).toBeInstanceOf(Failure);
  lab.dispose();
  await removeTopology(bed.lab, t.id, work());
  expect(await bed.leftovers(t.id)).toEqual([]);
});

test('the node with the mark of completeness goes, and the topology stays complete for every window', async () => {
  const t = await bed.create(await bed.spec('replication', 'redis:8.0'));
  const first = node(t, (n) => n.index === 0);
  await removeNode(bed.lab, new Migrations(), t.id, first.id, 'handOver', work());
  const lab = await later();
  expect(lab.store.get(t.id)).toMatchObject({ state: 'complete', spec: { replicas: 1 } });
  lab.dispose();

  // What cannot be told goes too, and what must stay is refused.
  const now = bed.get(t.id);
  const dead = node(now, (n) => observedRole(n) === 'replica');
  await killNodes(bed.lab, [dead.id], work());
  await bed.lab.askAll(t.id);
  await removeNode(bed.lab, new Migrations(), t.id, dead.id, 'leave', work());
  const [last] = bed.get(t.id).nodes;
  const refused = planRemoval(bed.get(t.id), last?.id ?? '');
  expect(refused.kind === 'cannot' && render(refused.why)).toContain('no replica can take over');
  await removeTopology(bed.lab, t.id, work());
});

test('cluster: a removal that is cancelled after draining goes on when it is asked for again', async () => {
  const t = await bed.create(await bed.spec('cluster', 'valkey/valkey:9.1', { nodeTimeoutMs: 2000 }));
  const migrations = new Migrations();
  const gone = node(t, (n) => observedRole(n) === 'master');
  const stopping = work((step, cancel) => step.includes('follows') && cancel());
  await expect(removeNode(bed.lab, migrations, t.id, gone.id, 'repoint', stopping)).rejects.toBeInstanceOf(
    Cancelled,
  );
  await bed.see(t.id, 'all slots are served', 10_000, (s) => topologyHealth(s).level === 'ok');
  const again = planRemoval(bed.get(t.id), gone.id);
  if (again.kind !== 'ways') throw new Error(render(again.why));
  expect(again.plans[0]?.moves).toEqual([]);
  await removeNode(bed.lab, migrations, t.id, gone.id, again.plans[0]?.way ?? 'leave', work());
  await passes(bed.lab, t.id);
  expect((await bed.leftovers(t.id)).join()).not.toContain(gone.container.name);

  // A sentence of why, not a guess: the dead master's slots are nobody else's.
  const owner = node(bed.get(t.id), (n) => observedRole(n) === 'master' && n.shard === 1);
  const engine = await bed.engine();
  await killNodes(bed.lab, [owner.id], work());
  await bed.lab.askAll(t.id);
  const dead = planRemoval(bed.get(t.id), owner.id);
  expect(dead.kind === 'cannot' && render(dead.why)).toContain('owns slots');
  await startContainer(engine, owner.container.id);
  await removeTopology(bed.lab, t.id, work());
  expect(await bed.leftovers(t.id)).toEqual([]);
});
