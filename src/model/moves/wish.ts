import type { SlotRange } from '../cluster-view';

/** From some masters to one. `from`: snapshot ids; none: every master but the target. */
export interface ReshardWish {
  readonly kind: 'reshard';
  readonly from: readonly string[];
  readonly to: string;
  readonly slots: { readonly count: number } | { readonly ranges: readonly SlotRange[] };
}

export interface RebalanceWish {
  readonly kind: 'rebalance';
  /** By snapshot id; 1 where nothing is said, 0: shall have none. */
  readonly weights: Readonly<Record<string, number>>;
  /** How far a master may be from its share, in percent of that share. */
  readonly thresholdPercent: number;
  /** Whether masters without slots get some. */
  readonly includeEmpty: boolean;
}

/** Everything away from one master. */
export interface DrainWish {
  readonly kind: 'drain';
  readonly from: string;
  /** Whether masters without slots get some; they do when there are no others. */
  readonly includeEmpty: boolean;
}

export interface MoveSlotWish {
  readonly kind: 'moveSlot';
  /** Whose slot: of a key with a {tag}, the tag alone counts. */
  readonly key: string;
  readonly to: string;
}

/** What a user wants done with slots; a plan says what that comes to. */
export type Wish = ReshardWish | RebalanceWish | DrainWish | MoveSlotWish;
