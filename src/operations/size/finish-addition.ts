import { startContainer } from '../../docker/containers';
import { Failure, reasonOf } from '../../model/failure';
import type { JoiningNode, TopologySnapshot } from '../../model/snapshot';
import { text } from '../../model/text';
import type { NodeConnection } from '../../redis/connection';
import type { Lab } from '../../topology/lab';
import { connectTo } from '../launch';
import type { Work } from '../work';
import { addedSpec } from './added-spec';
import { join } from './join';

/**
 * Finishes an addition that a lost window left half-way: starts what does not run, joins and proves. Only when all its
 * containers were made; else it can only be removed. May be repeated.
 * @param nodeId one of its nodes
 * @throws Failure, Cancelled
 */
export async function finishAddition(lab: Lab, nodeId: string, work: Work): Promise<void> {
  const engine = await lab.connect();
  await lab.relist();
  const found = lab.store.findJoining(nodeId);
  if (!found) throw new Failure(text('This node does not exist any more.'));
  const { addition } = found.node;
  const topology = (await lab.askAll(found.topology.id)) ?? found.topology;
  const nodes = partnersOf(topology, found.node);
  const spec = await addedSpec(engine, found.node);
  demandWhole(topology, nodes, found.node.planned);
  const opened: NodeConnection[] = [];
  let joined: string[] = [];
  lab.beginAdding(addition);
  try {
    const secrets = await lab.credentials.secretsOf(topology.id);
    const authority = await lab.credentials.authorityOf(topology.id);
    const added = [];
    for (const n of nodes) {
      work.step(text('Starting {0}', n.name));
      await startContainer(engine, n.container.id, work.signal);
      const place = { ...n, role: n.intended, address: n.container.ip ?? '', container: n.container.name };
      added.push(connectTo(engine, place, n.container.id, secrets, opened, authority));
    }
    await join(lab, topology, added, spec, work);
    joined = added.map((m) => m.containerId);
  } finally {
    for (const connection of opened) connection.close();
    lab.endAdding(addition, joined);
    await lab.relist().catch((error: unknown) => lab.log.warn(`list after adding: ${reasonOf(error)}`));
  }
  await lab.askAll(topology.id);
}

const partnersOf = (topology: TopologySnapshot, node: JoiningNode): JoiningNode[] =>
  (topology.joining ?? []).filter((n) => n.addition === node.addition);

function demandWhole(topology: TopologySnapshot, nodes: readonly JoiningNode[], planned: number): void {
  if (nodes.length >= planned) return;
  throw new Failure(
    text(
      'What was being added to {0} cannot be finished: only {1} of {2} containers were made',
      topology.name,
      nodes.length,
      planned,
    ),
    { next: text('Remove it and add it again.') },
  );
}
