import { afterAll, describe, expect, test } from 'vitest';
import { exec } from '../../../src/docker/exec';
import { arrange, countSlots, observedRole, ownSlots } from '../../../src/model/structure';
import { render } from '../../../src/model/text';
import { topologyHealth } from '../../../src/model/topology-health';
import { removeTopology } from '../../../src/operations/remove';
import { verifyTopology } from '../../../src/operations/verify';
import { Bed, node, SERVERS, work } from './bed';

const bed = new Bed();
afterAll(() => bed.dispose());

describe.each(SERVERS)('on %s', (image) => {
  test('replication: roles and offsets are seen, a key written on the master is read on each replica', async () => {
    const t = await bed.create(await bed.spec('replication', image));
    expect(render(topologyHealth(t).sentence)).toBe(`${t.nodes[0]?.name} is master; 2 of 2 replicas in sync`);
    expect(t.state).toBe('complete');
    expect(t.nodes.map(observedRole)).toEqual(['master', 'replica', 'replica']);
    const checks = await verifyTopology(bed.lab, t.id, work());
    expect(checks.filter((c) => c.outcome !== 'passed')).toEqual([]);
    await removeTopology(bed.lab, t.id, work());
    expect(await bed.leftovers(t.id)).toEqual([]);
    expect(bed.lab.store.get(t.id)).toBeUndefined();
  });

  test('sentinel with a password: all agree, can decide and can save', async () => {
    const t = await bed.create(await bed.spec('sentinel', image, { auth: 'password' }), {
      password: 'p"a\\s s\'1',
    });
    expect(topologyHealth(t)).toMatchObject({ level: 'ok' });
    const checks = await verifyTopology(bed.lab, t.id, work());
    expect(checks.filter((c) => c.outcome !== 'passed')).toEqual([]);
    expect(checks.map((c) => render(c.what))).toContain('Every sentinel can save its configuration');
    await removeTopology(bed.lab, t.id, work());
    expect(await bed.leftovers(t.id)).toEqual([]);
  });

  test('cluster: slots as redis-cli would allot them, distinct epochs, and redis-cli --cluster check is content', async () => {
    const t = await bed.create(await bed.spec('cluster', image));
    expect(render(topologyHealth(t).sentence)).toBe(
      'All 16384 slots are served by 3 masters; every master has a replica in sync',
    );
    const { shards } = arrange(t);
    expect(shards.map((s) => s.master && ownSlots(s.master))).toEqual([
      [[0, 5460]],
      [[5461, 10922]],
      [[10923, 16383]],
    ]);
    expect(shards.map((s) => s.replicas.length)).toEqual([1, 1, 1]);
    const master = node(t, (n) => n.intended === 'master');
    const { stdout, exitCode } = await exec(await bed.engine(), master.container.id, [
      'redis-cli',
      '--cluster',
      'check',
      `${master.container.ip}:${master.port}`,
    ]);
    expect(stdout).toContain('[OK] All 16384 slots covered.');
    expect(stdout).toContain('[OK] All nodes agree about slots configuration.');
    expect(exitCode).toBe(0);
    expect(await bed.run(master, 'CONFIG', 'GET', 'cluster-node-timeout')).toEqual([
      'cluster-node-timeout',
      '5000',
    ]);
    await removeTopology(bed.lab, t.id, work());
    expect(await bed.leftovers(t.id)).toEqual([]);
  });
});

test('sizes other than the default: a cluster of 4 masters without replicas, one of 3 with 2 each', async () => {
  const bare = await bed.create(await bed.spec('cluster', 'redis:8.0', { masters: 4, replicasPerMaster: 0 }));
  expect(topologyHealth(bare).level).toBe('ok');
  expect(bare.nodes.reduce((sum, n) => sum + countSlots(ownSlots(n)), 0)).toBe(16384);
  await removeTopology(bed.lab, bare.id, work());
  const wide = await bed.create(
    await bed.spec('cluster', 'valkey/valkey:9.1', { replicasPerMaster: 2, auth: 'password' }),
    {
      password: 'secret',
    },
  );
  expect(arrange(wide).shards.map((s) => s.replicas.length)).toEqual([2, 2, 2]);
  expect(topologyHealth(wide).level).toBe('ok');
  await removeTopology(bed.lab, wide.id, work());
});

test('options reach the servers: persistence, memory limit, extra lines', async () => {
  const spec = await bed.spec('replication', 'redis:7.0', {
    persistence: 'rdb',
    maxmemoryMb: 64,
    extraConfig: ['maxmemory-policy allkeys-lru'],
  });
  const t = await bed.create(spec);
  const master = node(t, (n) => n.intended === 'master');
  expect(await bed.run(master, 'CONFIG', 'GET', 'maxmemory')).toEqual([
    'maxmemory',
    String(64 * 1024 * 1024),
  ]);
  expect(await bed.run(master, 'CONFIG', 'GET', 'maxmemory-policy')).toEqual([
    'maxmemory-policy',
    'allkeys-lru',
  ]);
  expect(await bed.run(master, 'CONFIG', 'GET', 'appendonly')).toEqual(['appendonly', 'no']);
  await removeTopology(bed.lab, t.id, work());
});
