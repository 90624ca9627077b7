import type { HandoverStep, Place } from '../handover';
import type { Move } from '../moves/move';
import type { Text } from '../text';

/**
 * How a node can go. `leave`: nothing depends on it. `handOver`: a replica becomes master first. `drain`: its slots go to
 * the other masters first; its replicas then follow others (`repoint`) or go with it (`together`).
 */
export type RemovalWay = 'leave' | 'handOver' | 'repoint' | 'together';

/** Everything that a removal will do, as plain data. */
export interface RemovalPlan {
  readonly way: RemovalWay;
  readonly node: Place;
  /** All that go, the node itself first. */
  readonly leavers: readonly Place[];
  /** Who becomes master first. */
  readonly successor: Place | undefined;
  /** Slots that move first. */
  readonly moves: readonly Move[];
  /** The replicas of its shard that are to follow other masters. */
  readonly repointed: readonly Place[];
  /** The quorum that the sentinels that stay shall have; undefined: as it is. */
  readonly quorum: number | undefined;
  readonly steps: readonly HandoverStep[];
  /** What it means, sentence by sentence. */
  readonly remarks: readonly Text[];
}

/** The ways, the least intrusive first; none, and why. */
export type Removal =
  | { readonly kind: 'ways'; readonly plans: readonly RemovalPlan[] }
  | { readonly kind: 'cannot'; readonly why: Text };
