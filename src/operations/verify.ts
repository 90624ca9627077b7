import { postMortem } from '../docker/post-mortem';
import type { Check } from '../model/checks';
import { Failure } from '../model/failure';
import { monitoredName } from '../model/sentinel-opinion';
import type { TopologySnapshot } from '../model/snapshot';
import { text } from '../model/text';
import type { Lab } from '../topology/lab';
import type { Member } from './member';
import { prove } from './proof';
import { proveTopology } from './prove-topology';
import type { Work } from './work';

/** A healthy topology proves itself at once; after this it is what it is. ms */
const PATIENCE_MS = 3000;

/**
 * The proof of readiness on demand: every check with its evidence.
 * @param writes whether keys may be written and removed again, and sentinels told to save; without, nodes are only asked
 * @throws Failure, Cancelled
 */
export async function verifyTopology(
  lab: Lab,
  topologyId: string,
  work: Work,
  writes = true,
): Promise<Check[]> {
  await lab.relist();
  const topology = lab.store.get(topologyId);
  if (!topology) throw new Failure(text('This topology is no longer there.'));
  work.step(text('Checking {0}', topology.name));
  const running = await prove(text('All {0} nodes run', topology.nodes.length), 0, work.signal, async () => ({
    passed: topology.nodes.every((n) => n.container.state === 'running'),
    evidence: topology.nodes.map((n) => `${n.container.name}: ${n.container.status}`),
  }));
  if (running.outcome === 'failed') return [running];
  return [
    running,
    ...(await proveTopology(
      { shape: topology.shape, name: monitoredName(topology) },
      await membersOf(lab, topology),
      PATIENCE_MS,
      work.signal,
      writes,
    )),
  ];
}

/** The nodes of a topology, ready to be talked to. @throws Failure when a node went away meanwhile */
export function membersOf(lab: Lab, topology: TopologySnapshot): Promise<Member[]> {
  return Promise.all(
    topology.nodes.map(async (n) => ({
      name: n.name,
      containerId: n.container.id,
      role: n.intended,
      shard: n.shard,
      address: n.container.ip ?? '',
      port: n.port,
      ...(n.addresses ? { alsoAt: n.addresses } : {}),
      connection: await lab.connectionTo(n.id),
      postMortem: async () => postMortem(await lab.connect(), n.container.id),
    })),
  );
}
