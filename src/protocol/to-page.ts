import type { ClusterView } from '../model/cluster-view';
import type { Finding } from '../model/findings/finding';
import type { HistoryData } from '../model/history/series';
import type { MigrationEnd, MigrationProgress } from '../model/moves/migration';
import type { Answer, NodeSnapshot, TopologySnapshot } from '../model/snapshot';
import type { Text } from '../model/text';
import type { TimelineChange, TimelineEntry } from '../model/timeline/entry';
import { isTimelineEntry } from '../model/timeline/entry-check';

/** What the page is given of a topology: no spec, hence nothing a user typed. */
export type PageSnapshot = Omit<TopologySnapshot, 'spec'>;

type DataAnswer = Extract<Answer, { kind: 'data' }>;

/**
 * A node in an update. What a cluster node says of all the others is most of it and seldom changes: `same` stands for
 * what it said in the message before.
 */
export interface UpdatedNode extends Omit<NodeSnapshot, 'answer'> {
  readonly answer:
    | Exclude<Answer, DataAnswer>
    | (Omit<DataAnswer, 'cluster'> & { readonly cluster: ClusterView | 'same' | undefined });
}

/** What changed since the revision before: only nodes that differ are sent; `order` names all that exist. */
export interface PageUpdate {
  readonly revision: number;
  readonly name: string;
  readonly shape: TopologySnapshot['shape'];
  readonly state: TopologySnapshot['state'];
  readonly nodes: readonly UpdatedNode[];
  readonly order: readonly string[];
  /** What is still to join; none where there is no such. */
  readonly joining?: TopologySnapshot['joining'];
}

/** Messages from the extension to the page. */
export type ToPage =
  | {
      readonly kind: 'hydrate';
      readonly snapshot: PageSnapshot;
      /** What the engine is called, for the header. */
      readonly engineName: string;
      /** Its servers speak TLS, as it was made. */
      readonly tls?: true;
      /** Translations of English templates; empty in English. */
      readonly translations: Readonly<Record<string, string>>;
      /** The extension's clock, ms, so that the page can show ages. */
      readonly now: number;
      /** The last five minutes of every node. */
      readonly history: HistoryData;
      /** The newest entries, oldest first. */
      readonly timeline: readonly TimelineEntry[];
    }
  | {
      readonly kind: 'update';
      readonly update: PageUpdate;
      readonly now: number;
      /** The points that came since the message before. What nodes are left, `update.order` says. */
      readonly history: HistoryData;
    }
  /** What changed in the timeline since the last message of this kind, or the hydration. */
  | ({ readonly kind: 'timeline' } & TimelineChange)
  /** The migration that this window runs, or how the last one ended; neither: there was none. */
  | ({ readonly kind: 'migration' } & MigrationNews)
  /** A command wants this form opened, with a node chosen in it. */
  | { readonly kind: 'open'; readonly form: MoveForm; readonly node?: string }
  /** What is wrong, the worst first; a page that was told nothing yet knows of nothing. */
  | { readonly kind: 'findings'; readonly findings: readonly Finding[] }
  /** The topology is no longer there. */
  | { readonly kind: 'gone' }
  /** The engine cannot be asked; what is shown is old. Undefined: it can again. */
  | { readonly kind: 'engine'; readonly trouble: Text | undefined }
  | { readonly kind: 'reply'; readonly id: number; readonly result: CallResult };

export interface MigrationNews {
  readonly progress?: MigrationProgress | undefined;
  readonly ended?: MigrationEnd | undefined;
}

/** Forms in which slots are moved. */
export const MOVE_FORMS = ['reshard', 'rebalance', 'drain', 'moveSlot'] as const;
export type MoveForm = (typeof MOVE_FORMS)[number];

/** `value`: what a question was answered with (see {@link PageCall}); nothing for what was only to be done. */
export type CallResult =
  | { readonly ok: true; readonly value?: unknown }
  | { readonly ok: false; readonly message: string };

const isRecord = (v: unknown): v is Record<string, unknown> =>
  typeof v === 'object' && v !== null && !Array.isArray(v);

const isUpdated = (v: unknown): boolean =>
  isRecord(v) &&
  typeof v.id === 'string' &&
  isRecord(v.answer) &&
  (v.answer.cluster === undefined || v.answer.cluster === 'same' || isRecord(v.answer.cluster));
const isStrings = (v: unknown): v is string[] => Array.isArray(v) && v.every((s) => typeof s === 'string');
const isTimeline = (v: unknown): v is TimelineEntry[] => Array.isArray(v) && v.every(isTimelineEntry);
const isFinding = (v: unknown): boolean =>
  isRecord(v) &&
  typeof v.id === 'string' &&
  isRecord(v.what) &&
  Array.isArray(v.evidence) &&
  isRecord(v.remedy);
const isHistory = (v: unknown): v is HistoryData => isRecord(v) && Object.values(v).every(isRecord);

/** What is left out of a message says that there is none of it. */
const NONE_MEANS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  hydrate: { history: {}, timeline: [] },
  update: { history: {} },
  timeline: { changed: [], removed: [] },
};

/** A message from the extension, checked as far as its outer form; undefined when it is not one of ours. */
export function parseToPage(raw: unknown): ToPage | undefined {
  if (!isRecord(raw) || typeof raw.kind !== 'string') return undefined;
  const v: Record<string, unknown> = { ...NONE_MEANS[raw.kind], ...raw };
  const shaped =
    (v.kind === 'hydrate' &&
      isRecord(v.snapshot) &&
      Array.isArray(v.snapshot.nodes) &&
      isRecord(v.translations) &&
      isHistory(v.history) &&
      isTimeline(v.timeline)) ||
    (v.kind === 'update' &&
      isRecord(v.update) &&
      Array.isArray(v.update.nodes) &&
      v.update.nodes.every(isUpdated) &&
      isStrings(v.update.order) &&
      isHistory(v.history)) ||
    (v.kind === 'timeline' && isTimeline(v.changed) && isStrings(v.removed)) ||
    (v.kind === 'migration' &&
      (v.progress === undefined || isRecord(v.progress)) &&
      (v.ended === undefined || isRecord(v.ended))) ||
    (v.kind === 'open' &&
      MOVE_FORMS.some((form) => form === v.form) &&
      (v.node === undefined || typeof v.node === 'string')) ||
    (v.kind === 'findings' && Array.isArray(v.findings) && v.findings.every(isFinding)) ||
    v.kind === 'gone' ||
    v.kind === 'engine' ||
    (v.kind === 'reply' && Number.isSafeInteger(v.id) && isRecord(v.result));
  return shaped ? (v as unknown as ToPage) : undefined;
}
