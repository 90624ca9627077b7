import type { NodeSnapshot, TopologySnapshot } from '../snapshot';

/** The sentinels that answer; only those named, if some are. */
export const sentinelNodes = ({ nodes }: TopologySnapshot, ids?: readonly string[]): NodeSnapshot[] =>
  nodes.filter((n) => n.answer.kind === 'sentinel' && (ids === undefined || ids.includes(n.id)));
