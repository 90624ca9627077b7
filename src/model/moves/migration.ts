import type { Text } from '../text';
import type { Move } from './move';

/** `atomic`: the servers move whole slots themselves (Valkey 9, Redis 8.4); `keyByKey`: we move their keys. */
export type MoveMethod = 'atomic' | 'keyByKey';

/** What moving some slots means, measured before it begins. */
export interface MoveMeasure {
  /** Keys in the slots, counted by their owners. */
  readonly keys: number;
  /** Bytes of memory they take, estimated from their owners' memory by share of keys. */
  readonly bytes: number;
  /** How long it will take, ms, estimated. */
  readonly estimateMs: number;
  readonly method: MoveMethod;
  /** Why this method. */
  readonly why: Text;
}

/** `paused`: keys in flight have arrived, nothing moves; `cancelling`: keys in flight arrive, open slots are closed. */
export type MigrationState = 'running' | 'paused' | 'cancelling';

/** How a migration goes, as it is told about four times a second. */
export interface MigrationProgress {
  readonly state: MigrationState;
  readonly method: MoveMethod;
  readonly slotsDone: number;
  readonly slotsTotal: number;
  readonly keysDone: number;
  readonly keysTotal: number;
  /** Over the last seconds; 0 while paused. */
  readonly keysPerSecond: number;
  /** ms; undefined while it cannot be told. */
  readonly remainingMs: number | undefined;
  /** ms since 1970. */
  readonly startedAt: number;
  /** What is under way at this moment. */
  readonly current: readonly Move[];
  /** What a user should know: another method was fallen back to and why, big keys, waiting for a replica. */
  readonly remarks: readonly Text[];
}

/** How the last migration of a topology ended, in the words that the user was told. */
export interface MigrationEnd {
  /** ms since 1970. */
  readonly at: number;
  readonly outcome: MigrationResult['outcome'] | 'failed';
  readonly what: Text;
  readonly remarks: readonly Text[];
}

/** What a migration has done. */
export interface MigrationResult {
  readonly outcome: 'done' | 'cancelled';
  readonly slotsMoved: number;
  readonly keysMoved: number;
  readonly tookMs: number;
  readonly method: MoveMethod;
  /** The longest that one command kept a source busy, ms; undefined where the servers did the moving. */
  readonly longestCallMs: number | undefined;
  readonly remarks: readonly Text[];
}
