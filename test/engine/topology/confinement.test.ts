import { afterAll, describe, expect, test } from 'vitest';
import { inspectContainer } from '../../../src/docker/containers';
import { exec } from '../../../src/docker/exec';
import { silentLog } from '../../../src/model/log';
import { topologyHealth } from '../../../src/model/topology-health';
import { startNodes, stopNodes } from '../../../src/operations/node-lifecycle';
import { removeTopology } from '../../../src/operations/remove';
import { verifyTopology } from '../../../src/operations/verify';
import { run, tryRun } from '../../lab/run';
import { Bed, node, SERVERS, work } from './bed';

let settings = { memoryMb: 96, pidsLimit: 50, publishOn: '127.0.0.1' };
const bed = new Bed(silentLog, { containers: () => settings });
afterAll(() => bed.dispose());

/** What the kernel says of a container's first process. */
async function processOf(containerId: string) {
  const { stdout } = await exec(await bed.engine(), containerId, ['cat', '/proc/1/status']);
  const said = (name: string) => new RegExp(`^${name}:\\s+(\\S+)`, 'm').exec(stdout)?.[1];
  return { uid: said('Uid'), powers: said('CapEff'), couldGain: said('CapBnd'), noNew: said('NoNewPrivs') };
}

/** Everything that writes files works, and survives the end of the process. */
async function demandThatItSaves(id: string): Promise<void> {
  for (const n of bed.get(id).nodes) {
    const orders =
      n.intended === 'sentinel'
        ? [['SENTINEL', 'FLUSHCONFIG']]
        : [['SET', 'k', 'v'], ['SAVE'], ['BGREWRITEAOF'], ['CONFIG', 'REWRITE']].slice(
            n.intended === 'master' ? 0 : 1,
          );
    for (const order of orders) expect(String(await bed.run(n, ...order)), n.name).toMatch(/^OK|started/);
  }
  const ids = bed.get(id).nodes.map((n) => n.id);
  await stopNodes(bed.lab, ids, work());
  await startNodes(bed.lab, ids, work());
  await bed.lab.refresh();
  await bed.see(id, 'all is well', 20_000, (t) => topologyHealth(t).level === 'ok');
  const master = node(bed.get(id), (n) => n.intended === 'master');
  expect(await bed.run(master, 'GET', 'k')).toBe('v');
  const checks = await verifyTopology(bed.lab, id, work());
  expect(checks.filter((c) => c.outcome !== 'passed')).toEqual([]);
}

describe.each(SERVERS)('on %s', (image) => {
  test('servers run as their own user without any power, within limits, on this machine only, and save', async () => {
    const { id, nodes } = await bed.create(await bed.spec('sentinel', image, { replicas: 1, sentinels: 3 }));
    for (const { container, port } of nodes) {
      const { Config, HostConfig } = await inspectContainer(await bed.engine(), container.id);
      expect(Config.User).toBe('999:999');
      expect(HostConfig).toMatchObject({
        CapDrop: ['ALL'],
        SecurityOpt: ['no-new-privileges'],
        Privileged: false,
        Memory: 96 * 1024 * 1024,
        PidsLimit: 50,
        PortBindings: { [`${port}/tcp`]: [{ HostIp: '127.0.0.1', HostPort: String(port) }] },
      });
      expect(HostConfig.CapAdd ?? []).toEqual([]);
      const none = '0000000000000000';
      expect(await processOf(container.id)).toEqual({
        uid: '999',
        powers: none,
        couldGain: none,
        noNew: '1',
      });
    }
    await demandThatItSaves(id);
    await removeTopology(bed.lab, id, work());
  });
});

/** redis:8.0 without its declared volume, and with a working directory that belongs to root. */
async function imageWithRootsFolder(image: string): Promise<void> {
  const name = 't-confinement-source';
  const entry = `--change 'ENTRYPOINT ["docker-entrypoint.sh"]' --change 'WORKDIR /data'`;
  const steps = [
    `docker create --name ${name} redis:8.0`,
    `docker export ${name} | docker import - ${image}-source`,
    `docker rm ${name}`,
    `docker run --network none --name ${name} ${image}-source chown 0:0 /data`,
    `docker commit ${entry} ${name} ${image}`,
    `docker rm ${name}`,
    `docker rmi ${image}-source`,
  ];
  await run('sh', ['-ec', steps.join('\n')], { timeoutMs: 60_000 });
}

test('an image whose folder is root’s begins as root with what it takes to give that up, and its server has none of it', async () => {
  const image = 't-confinement:root-folder';
  const timeoutMs = 60_000;
  await imageWithRootsFolder(image);
  try {
    const { id, nodes } = await bed.create(await bed.spec('replication', image, { replicas: 1 }));
    for (const { container } of nodes) {
      const { Config, HostConfig } = await inspectContainer(await bed.engine(), container.id);
      expect(Config.User).toBe('');
      expect(HostConfig.CapDrop).toEqual(['ALL']);
      expect(HostConfig.CapAdd).toEqual(['CHOWN', 'DAC_OVERRIDE', 'SETGID', 'SETPCAP', 'SETUID']);
      expect(await processOf(container.id)).toMatchObject({
        uid: '999',
        powers: '0000000000000000',
        noNew: '1',
      });
    }
    await demandThatItSaves(id);
    await removeTopology(bed.lab, id, work());
  } finally {
    await tryRun('docker', ['rmi', image], { timeoutMs });
  }
});

test('ports are published elsewhere when the user wants it, without limits, and we still find the way', async () => {
  settings = { memoryMb: 0, pidsLimit: 0, publishOn: '0.0.0.0' };
  const { id, nodes } = await bed.create(await bed.spec('replication', 'redis:8.0', { replicas: 1 }));
  for (const { container, port, answer } of nodes) {
    const { HostConfig } = await inspectContainer(await bed.engine(), container.id);
    expect(HostConfig.PortBindings).toEqual({
      [`${port}/tcp`]: [{ HostIp: '0.0.0.0', HostPort: String(port) }],
    });
    expect(HostConfig.Memory).toBe(0);
    expect(HostConfig.PidsLimit ?? 0).toBe(0);
    expect(answer.kind).toBe('data');
  }
  await removeTopology(bed.lab, id, work());
});
