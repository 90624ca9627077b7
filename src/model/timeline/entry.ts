import type { Text } from '../text';

export const TIMELINE_KINDS = ['engine', 'sentinel', 'role', 'cluster', 'operation', 'failover'] as const;
/** Who or what an entry comes from; a `failover` is put together from the others. */
export type TimelineKind = (typeof TIMELINE_KINDS)[number];

export const SEVERITIES = ['info', 'good', 'warning', 'error'] as const;
/** `good`: something got well again. */
export type Severity = (typeof SEVERITIES)[number];

/** One step of what an entry tells of as a whole. */
export interface TimelineStep {
  /** Unique within its entry. */
  readonly id: string;
  /** ms after the entry's cause. */
  readonly offsetMs: number;
  readonly kind: TimelineKind;
  readonly severity: Severity;
  readonly what: Text;
  /** Ids of the nodes it is about. */
  readonly nodes: readonly string[];
}

/** Something that happened to a topology. */
export interface TimelineEntry {
  /** Unique within its topology, also after a reload. */
  readonly id: string;
  /** When it happened (a failover: its cause), ms since 1970. */
  readonly at: number;
  readonly kind: TimelineKind;
  readonly severity: Severity;
  readonly what: Text;
  /** Ids of the nodes it is about. */
  readonly nodes: readonly string[];
  /** What it unfolds into, in the order in which it happened. */
  readonly steps?: readonly TimelineStep[];
}

/** What a view of a timeline needs to become up to date. */
export interface TimelineChange {
  /** New entries, and known ones (by id) that read differently now. */
  readonly changed: readonly TimelineEntry[];
  /** Ids of entries that went into another one, or became too old. */
  readonly removed: readonly string[];
}
