import type { HandoverStep } from '../handover';
import type { Place } from '../plan';
import type { Spec } from '../spec';
import type { Text } from '../text';

/** What a user wants added. */
export type AdditionWish =
  /** A master without slots, and its replicas. */
  | { readonly kind: 'shard'; readonly replicas: number }
  /** One more replica. */
  | {
      readonly kind: 'replica';
      /** Snapshot id of the master that it shall follow. */
      readonly of: string;
    }
  /** Sentinels; the first ones of a replication topology make it a Sentinel one. */
  | {
      readonly kind: 'sentinels';
      readonly count: number;
      /** For all sentinels, also those that are there. */
      readonly quorum: number;
    };

/** What the engine has to give: one address and one port for each new node. */
export interface Room {
  readonly addresses: readonly string[];
  readonly ports: readonly number[];
}

/** Everything that an addition will do, as plain data. */
export interface AdditionPlan {
  readonly kind: 'add';
  readonly wish: AdditionWish;
  readonly topologyId: string;
  /** What the topology is when it is done: written on the new containers. */
  readonly spec: Spec;
  readonly network: string;
  readonly places: readonly Place[];
  readonly steps: readonly HandoverStep[];
  /** What it means, sentence by sentence. */
  readonly remarks: readonly Text[];
}

export interface NoAddition {
  readonly kind: 'cannot';
  readonly why: Text;
}
