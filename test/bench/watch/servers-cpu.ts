import { setTimeout as sleep } from 'node:timers/promises';
import type { Engine } from '../../../src/docker/engine';
import type { TopologySnapshot } from '../../../src/model/snapshot';

/** How many are asked at a time: the engine reads a cgroup for each. */
const AT_A_TIME = 10;

/** The mean CPU of a topology's containers over a time, % of a core each, as the kernel counts it for their cgroups. */
export async function serversCpu(engine: Engine, topology: TopologySnapshot, ms: number): Promise<number> {
  const before = await usage(engine, topology);
  await sleep(ms);
  const after = await usage(engine, topology);
  const shares = topology.nodes.map(({ id }) => {
    const [from, to] = [before.get(id), after.get(id)];
    if (!from || !to) throw new Error(`${id} was not measured`);
    return ((to.cpuMs - from.cpuMs) / (to.at - from.at)) * 100;
  });
  return shares.reduce((sum, share) => sum + share, 0) / shares.length;
}

interface Usage {
  readonly cpuMs: number;
  readonly at: number;
}

async function usage(engine: Engine, { nodes }: TopologySnapshot): Promise<Map<string, Usage>> {
  const found = new Map<string, Usage>();
  const waiting = [...nodes];
  const worker = async () => {
    for (let node = waiting.shift(); node; node = waiting.shift()) {
      const container = engine.docker.getContainer(node.container.id);
      const stats = await container.stats({ stream: false, 'one-shot': true });
      found.set(node.id, { cpuMs: stats.cpu_stats.cpu_usage.total_usage / 1e6, at: performance.now() });
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, worker));
  return found;
}
