import { connectNetwork } from '../../docker/networks';
import { Failure } from '../../model/failure';
import type { JoinStep } from '../../model/repair/step';
import type { TopologySnapshot } from '../../model/snapshot';
import { text } from '../../model/text';
import type { Lab } from '../../topology/lab';
import type { Work } from '../work';

/** Lets a node's container join a network, while it runs. @throws Failure, Cancelled */
export async function joinNetwork(
  lab: Lab,
  topology: TopologySnapshot,
  { node: { id, name }, network, address }: JoinStep,
  { signal }: Work,
): Promise<void> {
  const node = topology.nodes.find((n) => n.id === id);
  if (!node) throw new Failure(text('There is no node {0} any more.', name));
  await connectNetwork(await lab.connect(), node.container.id, network, address, signal);
  await lab.relist();
}
