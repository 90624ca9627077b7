import type { TopologySnapshot } from '../snapshot';

/** How a topology may grow: by a shard, a replica, one more sentinel, or its first sentinels. */
export type Growth = 'shard' | 'replica' | 'sentinel' | 'sentinels';

/** What may be added to a topology of ours that stands. Whether it can be just now, its plan says, with the reason. */
export function growthOf({
  origin,
  state,
  shape,
}: Pick<TopologySnapshot, 'origin' | 'state' | 'shape'>): readonly Growth[] {
  if (origin !== 'ours' || state !== 'complete') return [];
  switch (shape) {
    case 'cluster':
      return ['shard', 'replica'];
    case 'sentinel':
      return ['replica', 'sentinel'];
    case 'replication':
      return ['replica', 'sentinels'];
  }
}
