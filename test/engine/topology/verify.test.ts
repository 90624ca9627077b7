import { afterAll, expect, test } from 'vitest';
import type { NodeSnapshot } from '../../../src/model/snapshot';
import { render } from '../../../src/model/text';
import { verifyTopology } from '../../../src/operations/verify';
import { docker } from '../findings/docker';
import { Bed, node, work } from './bed';

/** Verify where not everybody is there; test/engine/findings/cluster.test.ts has the same of a cluster. */
const bed = new Bed();
afterAll(() => bed.dispose());

const ONLY = ' (only nodes that answer were asked)';
const table = async (id: string) =>
  new Map((await verifyTopology(bed.lab, id, work())).map((c) => [render(c.what), c]));
const outcomes = async (id: string) =>
  [...(await table(id))].map(([what, { outcome }]) => `${outcome}: ${what.replace(ONLY, ' …')}`);

test('sentinels: a replica is stopped, a sentinel is there and silent; then the master is stopped too', async () => {
  const spec = await bed.spec('sentinel', 'redis:8.0', { downAfterMs: 60_000 });
  const { id, nodes } = await bed.create(spec);
  const [master, gone, stays] = nodes.filter((n) => n.intended !== 'sentinel') as [
    NodeSnapshot,
    NodeSnapshot,
    NodeSnapshot,
  ];
  const silent = node(bed.get(id), (n) => n.intended === 'sentinel');
  await docker('stop', '-t', '1', gone.container.name);
  await docker('kill', '-s', 'STOP', silent.container.name);
  try {
    const checks = await table(id);
    expect([...checks].map(([what, { outcome }]) => `${outcome}: ${what.replace(ONLY, ' …')}`)).toEqual([
      'failed: All 6 nodes run',
      'failed: All of them that run answer',
      'passed: Exactly one node is master …',
      `passed: Every replica is linked to ${master.name} …`,
      `passed: A key written on ${master.name} is read on its replica …`,
      `passed: Every sentinel monitors “${spec.name}” at ${master.container.ip}:${master.port} …`,
      'passed: Every sentinel knows 2 replicas and 2 other sentinels …',
      'passed: Every sentinel can reach a quorum …',
      'passed: Every sentinel can save its configuration …',
    ]);
    expect(checks.get('All 6 nodes run')?.evidence).toContainEqual(
      expect.stringMatching(`^${gone.container.name}: Exited`),
    );
    expect(checks.get('All of them that run answer')?.evidence).toContainEqual(
      expect.stringMatching(`^${silent.name}: (?!PONG)`),
    );
    const [, linked] = [...checks.values()].slice(2);
    expect(linked?.evidence.at(-1)).toBe(`not asked: ${gone.name}, ${silent.name}`);
    expect(linked?.evidence[0]).toContain(`${stays.name}: slave of`);
  } finally {
    await docker('kill', '-s', 'CONT', silent.container.name);
  }
  await docker('stop', '-t', '1', master.container.name);
  expect((await outcomes(id)).slice(0, 4)).toEqual([
    'failed: All 6 nodes run',
    'passed: All of them that run answer',
    'failed: Exactly one node is master …',
    'passed: Every sentinel knows 2 replicas and 2 other sentinels …',
  ]);
});
