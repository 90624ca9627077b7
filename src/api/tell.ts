import type { NodeSnapshot, TopologySnapshot } from '../model/snapshot';
import { lagBytes, masterOf, observedRole, ownSlots } from '../model/structure';
import { render } from '../model/text';
import { topologyHealth } from '../model/topology-health';
import type { Topology, TopologyNode } from './types';

/** A topology in the words of the API, which stay as they are when ours change. */
export function told(topology: TopologySnapshot, engine: string): Topology {
  const { level, sentence } = topologyHealth(topology);
  return {
    id: topology.id,
    name: topology.name,
    engine,
    shape: topology.shape,
    madeHere: topology.origin === 'ours',
    health: { level, sentence: render(sentence) },
    nodes: topology.nodes.map((node) => toldNode(node, topology)),
  };
}

function toldNode(node: NodeSnapshot, topology: TopologySnapshot): TopologyNode {
  const { id, name, container, port, answer } = node;
  return {
    id,
    name,
    role: observedRole(node),
    masterId: masterOf(node, topology)?.id,
    lagBytes: lagBytes(node, topology),
    slots: observedRole(node) === 'master' ? ownSlots(node) : [],
    unreachable: answer.kind === 'unreachable' ? answer.cause : undefined,
    container: { id: container.id, name: container.name, image: container.image, state: container.state },
    address: { host: container.ip, port },
    publishedPort: container.publishedPort,
  };
}
