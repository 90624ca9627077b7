import { setTimeout as sleep } from 'node:timers/promises';
import type { NodeSnapshot, TopologySnapshot } from '../../../src/model/snapshot';
import { arrange } from '../../../src/model/structure';
import { NoAnswer } from '../../../src/redis/connection';
import type { Lab } from '../../../src/topology/lab';

const WITHIN_MS = 30_000;

/** The server's own command for the shape, and nothing else; done when the replica says that it is master. */
export async function plainCommand(
  lab: Lab,
  topology: TopologySnapshot,
  master: NodeSnapshot,
  coordinated = false,
): Promise<void> {
  const replicas = arrange(topology).shards[0]?.replicas ?? [];
  const [to] = replicas;
  if (!to) throw new Error('no replica');
  const run = async (node: NodeSnapshot, ...args: string[]) => (await lab.connectionTo(node.id)).run(args);
  switch (topology.shape) {
    case 'replication':
      await run(master, 'FAILOVER', 'TO', to.container.ip ?? '', String(to.port), 'TIMEOUT', '5000');
      await becomes(lab, [to]);
      // It leaves the other replicas behind the old master.
      for (const other of replicas.slice(1))
        await run(other, 'REPLICAOF', to.container.ip ?? '', String(to.port));
      return;
    case 'sentinel': {
      const sentinel = topology.nodes.find((n) => n.intended === 'sentinel');
      if (!sentinel) throw new Error('no sentinel');
      await run(sentinel, 'SENTINEL', 'FAILOVER', topology.name, ...(coordinated ? ['COORDINATED'] : []));
      return becomes(lab, replicas);
    }
    case 'cluster':
      await run(to, 'CLUSTER', 'FAILOVER');
      return becomes(lab, [to]);
  }
}

async function becomes(lab: Lab, nodes: readonly NodeSnapshot[]): Promise<void> {
  const end = Date.now() + WITHIN_MS;
  while (Date.now() < end) {
    for (const node of nodes) {
      // A sentinel drops the connections of whom it promotes, ours among them.
      const role = await (await lab.connectionTo(node.id)).run(['ROLE']).catch((error: unknown) => {
        if (error instanceof NoAnswer) return undefined;
        throw error;
      });
      if (Array.isArray(role) && role[0] === 'master') return;
    }
    await sleep(5);
  }
  throw new Error('no replica became master');
}
