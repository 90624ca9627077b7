import { afterAll, describe, expect, test } from 'vitest';
import { restartContainer } from '../../../src/docker/containers';
import type { NodeSnapshot } from '../../../src/model/snapshot';
import { arrange, observedRole } from '../../../src/model/structure';
import { topologyHealth } from '../../../src/model/topology-health';
import { killNodes, startNodes, stopNodes } from '../../../src/operations/node-lifecycle';
import { removeTopology } from '../../../src/operations/remove';
import { verifyTopology } from '../../../src/operations/verify';
import { Bed, node, SERVERS, work } from './bed';

const bed = new Bed();
afterAll(() => bed.dispose());

const runId = (n: NodeSnapshot) => (n.answer.kind === 'data' ? n.answer.server.runId : undefined);

describe.each(SERVERS)('on %s', (image) => {
  test('sentinel: a killed master is replaced, comes back as replica, and every state is seen by itself', async () => {
    const t = await bed.create(await bed.spec('sentinel', image, { downAfterMs: 1000 }));
    const old = node(t, (n) => observedRole(n) === 'master');
    const killed = Date.now();
    await killNodes(bed.lab, [old.id], work());
    await bed.see(
      t.id,
      'the master is gone',
      1000,
      (s) => node(s, (n) => n.id === old.id).container.state === 'exited',
    );
    const promoted = await bed.see(t.id, 'a replica is promoted', 8000, (s) =>
      s.nodes.find((n) => n.id !== old.id && observedRole(n) === 'master'),
    );
    expect(Date.now() - killed).toBeLessThan(1000 + 2500 + 1500);
    await bed.run(promoted, 'SET', 'written-meanwhile', 'yes');
    await startNodes(bed.lab, [old.id], work());
    // A sentinel demotes a returned master only after eight seconds and its next INFO (sentinel.c, +convert-to-slave).
    await bed.see(t.id, 'the old master follows the new one', 40_000, (s) => {
      const answer = node(s, (n) => n.id === old.id).answer;
      return (
        answer.kind === 'data' && answer.replication.role === 'replica' && answer.replication.link === 'up'
      );
    });
    await bed.see(t.id, 'healthy again', 20_000, (s) => topologyHealth(s).level === 'ok');
    for (const n of bed.get(t.id).nodes.filter((x) => x.intended !== 'sentinel')) {
      expect(await bed.run(n, 'GET', 'written-meanwhile'), n.name).toBe('yes');
    }
    const checks = await verifyTopology(bed.lab, t.id, work());
    expect(checks.filter((c) => c.outcome !== 'passed')).toEqual([]);
    await removeTopology(bed.lab, t.id, work());
  });

  test('cluster: a stopped master is replaced by its replica; all restarted together in random order, it heals', async () => {
    const t = await bed.create(await bed.spec('cluster', image, { nodeTimeoutMs: 2000 }));
    const old = node(t, (n) => observedRole(n) === 'master');
    await stopNodes(bed.lab, [old.id], work());
    await bed.see(t.id, 'the replica took over', 15_000, (s) =>
      arrange(s).shards.some(
        (x) => x.master !== undefined && x.master.shard === old.shard && x.master.id !== old.id,
      ),
    );
    await startNodes(bed.lab, [old.id], work());
    await bed.see(t.id, 'it follows the new master', 20_000, (s) => topologyHealth(s).level === 'ok');

    const before = new Map(bed.get(t.id).nodes.map((n) => [n.id, runId(n)]));
    const engine = await bed.engine();
    const order = [...t.nodes].sort(() => Math.random() - 0.5);
    await Promise.all(order.map((n) => restartContainer(engine, n.container.id)));
    await bed.see(
      t.id,
      'healed by itself',
      40_000,
      (s) => s.nodes.every((n) => runId(n) !== before.get(n.id)) && topologyHealth(s).level === 'ok',
    );
    const checks = await verifyTopology(bed.lab, t.id, work());
    expect(checks.filter((c) => c.outcome !== 'passed')).toEqual([]);
    await removeTopology(bed.lab, t.id, work());
  });
});
