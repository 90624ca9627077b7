import { type Growth, growthOf } from '../model/size/growth';
import type { TopologySnapshot } from '../model/snapshot';

/** How a topology may grow; words of its row's context value. */
export type GrowthCapability = 'shardable' | 'replicable' | 'watchable' | 'unwatched';

const WORDS: Readonly<Record<Growth, GrowthCapability>> = {
  shard: 'shardable',
  replica: 'replicable',
  sentinel: 'watchable',
  sentinels: 'unwatched',
};

export const growthCapabilities = (topology: TopologySnapshot): readonly GrowthCapability[] =>
  growthOf(topology).map((growth) => WORDS[growth]);

/** Whether nodes may be taken out of a topology. Whether one can be just now, its plan says, with the reason. */
export const mayShrink = ({ origin, state }: TopologySnapshot): boolean =>
  origin === 'ours' && state === 'complete';
