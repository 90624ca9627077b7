import type { TopologySnapshot } from '../snapshot';
import { arrange } from '../structure';

/** How many nodes of each role a topology has. */
export interface Sizes {
  readonly masters: number;
  readonly replicas: number;
  readonly sentinels: number;
}

/**
 * The sizes of a topology as its nodes stand: each shard has one master, whatever its nodes were made for, because roles
 * change. Only while none of them answers, what they were made for counts.
 */
export function sizesOf(snapshot: TopologySnapshot): Sizes {
  const { shards, sentinels } = arrange(snapshot);
  const data = snapshot.nodes.length - sentinels.length;
  const answered = snapshot.nodes.some((n) => n.answer.kind === 'data');
  const made = snapshot.nodes.filter((n) => n.intended === 'master').length;
  const masters = Math.min(data, answered ? shards.length : Math.max(1, made));
  return { masters, replicas: data - masters, sentinels: sentinels.length };
}
