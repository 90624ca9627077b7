import { afterAll, expect, test } from 'vitest';
import { inspectContainer } from '../../../src/docker/containers';
import { exec } from '../../../src/docker/exec';
import type { Log } from '../../../src/model/log';
import { removeTopology } from '../../../src/operations/remove';
import { verifyTopology } from '../../../src/operations/verify';
import { Bed, work } from './bed';

const logged: string[] = [];
const keep = (message: string) => logged.push(message);
const log: Log = { trace: keep, debug: keep, info: keep, warn: keep, error: keep };
const bed = new Bed(log);
afterAll(() => bed.dispose());

const PASSWORD = 'Zq7-grep-for-me-9x';

test('a password is in no label, argument, environment, log, step or snapshot; its file is the server’s alone', async () => {
  const w = work();
  const t = await bed.create(await bed.spec('sentinel', 'redis:8.0', { auth: 'password' }), {
    password: PASSWORD,
    work: w,
  });
  await verifyTopology(bed.lab, t.id, w);
  const engine = await bed.engine();
  const emitted: string[] = [...logged, ...w.steps, JSON.stringify(bed.lab.store.topologies)];
  for (const n of t.nodes) {
    emitted.push(JSON.stringify(await inspectContainer(engine, n.container.id)));
    emitted.push(JSON.stringify(await engine.docker.getContainer(n.container.id).top({ ps_args: 'auxe' })));
    const logs = await engine.docker
      .getContainer(n.container.id)
      .logs({ stdout: true, stderr: true, follow: false });
    emitted.push(logs.toString('utf8'));
    const file = n.intended === 'sentinel' ? '/data/sentinel.conf' : '/data/redis.conf';
    const { stdout } = await exec(engine, n.container.id, ['stat', '-c', '%a', file]);
    expect(stdout.trim(), `${n.name} ${file}`).toBe('600');
  }
  emitted.push(
    JSON.stringify(await engine.docker.listVolumes()),
    JSON.stringify(await engine.docker.listNetworks()),
  );
  expect(emitted.length).toBeGreaterThan(20);
  expect(emitted.filter((e) => e.includes(PASSWORD))).toEqual([]);
  const found = await exec(engine, t.nodes[0]?.container.id ?? '', [
    'sh',
    '-c',
    `grep -c ${PASSWORD} /data/redis.conf`,
  ]);
  expect(Number(found.stdout)).toBeGreaterThan(0);
  await removeTopology(bed.lab, t.id, work());
});
