import type { NodeSnapshot, TopologySnapshot } from '../../model/snapshot';
import { nodeRow } from './node-row';
import type { Row } from './row';

/** A replica, or a data node that does not say what it is. */
export function replicaRow(node: NodeSnapshot, topology: TopologySnapshot): Row {
  return nodeRow('replica', node, topology);
}
