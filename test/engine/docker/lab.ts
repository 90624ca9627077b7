import { randomBytes } from 'node:crypto';
import { homedir } from 'node:os';
import { createContainer, listAllContainers, removeContainer } from '../../../src/docker/containers';
import { resolveEndpoint } from '../../../src/docker/endpoint';
import { connectEngine, type Engine } from '../../../src/docker/engine';
import { LABEL, writeNodeLabels } from '../../../src/docker/labels';
import { listTopologyNetworks, removeNetwork } from '../../../src/docker/networks';
import { listTopologyVolumes, removeVolume } from '../../../src/docker/volumes';

/** Has busybox (sh, nc, sleep, stat) beside the server. */
export const IMAGE = 'redis:7.0';

/** Has bash and no nc, like the official images that are not alpine. */
export const BASH_IMAGE = 'topology-lab/redis:8.0-bash';

/** What one test file makes carries its own topology id, and nothing else is ever removed. */
export interface Lab {
  readonly engine: Engine;
  readonly topology: string;
  readonly labels: Record<string, string>;
  name(what: string): string;
  /** A container that sleeps, or does what it is told. */
  container(
    what: string,
    command?: readonly string[],
    more?: Partial<Parameters<typeof createContainer>[1]>,
  ): Promise<string>;
  cleanUp(): Promise<void>;
}

export async function openLab(): Promise<Lab> {
  const engine = connectEngine(await resolveEndpoint({ env: process.env, home: homedir() }));
  const topology = `docker-test-${randomBytes(4).toString('hex')}`;
  const labels = writeNodeLabels({
    ...{ topology, name: topology, shape: 'replication', node: 'n', role: 'master', index: 0 },
    ...{ shard: 0, port: 6379, nodes: 1, spec: undefined },
  });
  const name = (what: string): string => `${topology}-${what}`;
  const ours = (row: { labels: Readonly<Record<string, string>> }): boolean =>
    row.labels[LABEL.topology] === topology;
  return {
    engine,
    topology,
    labels,
    name,
    container: (what, command = ['sleep 600'], more = {}) =>
      createContainer(engine, {
        name: name(what),
        image: IMAGE,
        entrypoint: ['sh', '-c'],
        command,
        labels,
        ...more,
      }),
    cleanUp: async () => {
      const containers = await listAllContainers(engine);
      const mine = containers.filter((row) => row.rawLabels[LABEL.topology] === topology);
      await Promise.all(mine.map((row) => removeContainer(engine, row.facts.id)));
      for (const network of (await listTopologyNetworks(engine)).filter(ours))
        await removeNetwork(engine, network.id);
      for (const volume of (await listTopologyVolumes(engine)).filter(ours))
        await removeVolume(engine, volume.name);
      engine.dispose();
    },
  };
}
