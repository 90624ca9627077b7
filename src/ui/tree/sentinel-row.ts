import type { NodeSnapshot, TopologySnapshot } from '../../model/snapshot';
import { nodeRow } from './node-row';
import type { Row } from './row';

/** One sentinel, with its own opinion. */
export function sentinelRow(node: NodeSnapshot, topology: TopologySnapshot): Row {
  return nodeRow('sentinel', node, topology);
}
