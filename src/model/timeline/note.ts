import type { SlotRange } from '../cluster-view';
import type { Text } from '../text';
import type { Severity, TimelineKind } from './entry';

/**
 * What a note means to a failover of a shard. Failovers are put together from notes of all sources: the engine tells
 * the cause, sentinels and nodes the rest.
 */
export type Part = { readonly shard: number } & (
  | { readonly role: 'cause' | 'suspicion' | 'recovery'; readonly node: string }
  /** It goes on from here. `old`: the master that is replaced. */
  | { readonly role: 'begin'; readonly old: string | undefined }
  | { readonly role: 'step' | 'end' | 'abort' }
  | { readonly role: 'promotion'; readonly node: string; readonly old: string | undefined }
  | { readonly role: 'follows'; readonly node: string }
  /** What came of it, in the words of an operation that led it. */
  | { readonly role: 'result' }
);

/** What the engine can do to a container, or a container can come to. */
export type Happening = 'making' | 'removal' | 'start' | 'end' | 'pause' | 'unpause' | 'cut' | 'connection';

/** One observation, from one source, before it is put together with others of the same. */
export interface Note {
  /** ms since 1970. */
  readonly at: number;
  readonly kind: Exclude<TimelineKind, 'failover'>;
  readonly severity: Severity;
  readonly what: Text;
  /** Ids of the nodes it is about. */
  readonly nodes: readonly string[];
  /** What it is about, and how that is now. Notes that say the same of the same are told once. */
  readonly about: string;
  readonly state: string;
  /** Name of the node whose opinion it is; who shares it is told with it. */
  readonly by?: string;
  /** Earlier states of the same that this one tells of more exactly: it takes their place. */
  readonly insteadOf?: readonly string[];
  /** Slots that went from one to another; more of them are added up. */
  readonly moved?: readonly SlotRange[];
  readonly part?: Part;
  /** When it happens to several nodes together, they are told together. */
  readonly happening?: Happening;
  /** An operation's: what so happens to its nodes while it lasts are its steps. */
  readonly gathers?: readonly Happening[];
}

/** The node's name out of its id (`<topology id>/<node name>`). */
export function nameOf(nodeId: string): string {
  return nodeId.slice(nodeId.indexOf('/') + 1);
}
