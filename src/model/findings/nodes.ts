import type { SentinelView } from '../sentinel-view';
import type { Answer, MasterFacts, NodeSnapshot, ReplicaFacts, TopologySnapshot } from '../snapshot';

export interface MasterNode {
  readonly node: NodeSnapshot;
  readonly facts: MasterFacts;
}
export interface ReplicaNode {
  readonly node: NodeSnapshot;
  readonly facts: ReplicaFacts;
}
export interface SentinelNode {
  readonly node: NodeSnapshot;
  readonly answer: Extract<Answer, { kind: 'sentinel' }>;
  /** What it says of the topology's master; undefined when it monitors nothing. */
  readonly view: SentinelView | undefined;
}

/** The nodes that answer as master. */
export function mastersIn({ nodes }: TopologySnapshot): MasterNode[] {
  return nodes.flatMap((node) =>
    node.answer.kind === 'data' && node.answer.replication.role === 'master'
      ? [{ node, facts: node.answer.replication }]
      : [],
  );
}

/** The nodes that answer as replica. */
export function replicasIn({ nodes }: TopologySnapshot): ReplicaNode[] {
  return nodes.flatMap((node) =>
    node.answer.kind === 'data' && node.answer.replication.role === 'replica'
      ? [{ node, facts: node.answer.replication }]
      : [],
  );
}

/** The sentinels that answer. */
export function sentinelsIn({ nodes }: TopologySnapshot): SentinelNode[] {
  return nodes.flatMap((node) =>
    node.answer.kind === 'sentinel' ? [{ node, answer: node.answer, view: node.answer.views[0] }] : [],
  );
}
