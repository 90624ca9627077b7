import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { listTopologyContainers, removeContainer } from '../../../src/docker/containers';
import { Failure } from '../../../src/model/failure';
import { silentLog } from '../../../src/model/log';
import type { TopologySnapshot } from '../../../src/model/snapshot';
import type { Shape, Spec } from '../../../src/model/spec';
import { topologyHealth } from '../../../src/model/topology-health';
import { finishTopology } from '../../../src/operations/finish';
import { removeTopology } from '../../../src/operations/remove';
import { verifyTopology } from '../../../src/operations/verify';
import { Lab } from '../../../src/topology/lab';
import { Bed, work } from './bed';

const bed = new Bed();
afterAll(() => bed.dispose());

/** Runs a creation in a process of its own and kills it when a step is reached. */
function createAndDie(spec: Spec, atStep: string): Promise<void> {
  const script = join(__dirname, 'create-until-killed.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', script, JSON.stringify(spec)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  child.stdout.on('data', (data: Buffer) => {
    if (String(data).includes(atStep)) child.kill('SIGKILL');
  });
  return new Promise((resolve) => child.on('exit', () => resolve()));
}

/** A window opened ten minutes later: what is unfinished by then, nobody is making any more. */
async function later(): Promise<Lab> {
  const engine = await bed.engine();
  const lab = new Lab({
    endpoint: async () => engine.endpoint,
    log: silentLog,
    now: () => Date.now() + 600_000,
  });
  await lab.refresh();
  return lab;
}

test.each<[Shape]>([['replication'], ['sentinel'], ['cluster']])(
  '%s: a window that dies while wiring leaves what another can finish',
  async (shape) => {
    const spec = await bed.spec(shape, 'redis:8.0');
    await createAndDie(spec, 'Wiring');
    const lab = await later();
    const seen = lab.store.topologies.find((t) => t.name === spec.name);
    expect(seen?.state).toBe('incomplete');
    const id = seen?.id ?? '';
    await finishTopology(lab, id, work());
    const finished = await lab.askAll(id);
    expect(finished?.state).toBe('complete');
    expect(finished && topologyHealth(finished).level).toBe('ok');
    expect((await verifyTopology(lab, id, work())).filter((c) => c.outcome === 'failed')).toEqual([]);
    await removeTopology(lab, id, work());
    expect(await bed.leftovers(id)).toEqual([]);
    lab.dispose();
  },
);

test('one that died before its first container is shown too, and can be removed', async () => {
  const spec = await bed.spec('cluster', 'redis:8.0');
  await createAndDie(spec, '(1 of 6)');
  const engine = await bed.engine();
  for (const row of await listTopologyContainers(engine)) {
    if (row.labels?.name === spec.name) await removeContainer(engine, row.facts.id);
  }
  const lab = await later();
  // Not at once: one that is just being removed has no containers for a moment either.
  expect(lab.store.topologies.find((t) => t.name === spec.name)).toBeUndefined();
  let seen: TopologySnapshot | undefined;
  for (let i = 0; i < 100 && !seen; i++) {
    await new Promise((r) => setTimeout(r, 100));
    seen = lab.store.topologies.find((t) => t.name === spec.name);
  }
  expect(seen).toMatchObject({ state: 'incomplete', nodes: [] });
  await removeTopology(lab, seen?.id ?? '', work());
  expect(lab.store.topologies.find((t) => t.name === spec.name)).toBeUndefined();
  expect(await bed.leftovers(spec.name)).toEqual([]);
  lab.dispose();
});

test('one that lacks containers says that it can only be removed, and can be', async () => {
  const spec = await bed.spec('cluster', 'redis:8.0');
  await createAndDie(spec, '(4 of 6)');
  const lab = await later();
  const id = lab.store.topologies.find((t) => t.name === spec.name)?.id ?? '';
  const error = await finishTopology(lab, id, work()).catch((e: unknown) => e);
  expect(error).toBeInstanceOf(Failure);
  expect((error as Failure).remedies).toContain('removeTopology');
  await removeTopology(lab, id, work());
  expect(await bed.leftovers(spec.name)).toEqual([]);
  lab.dispose();
});
