import type { Finding } from './model/findings/finding';
import type { HistoryData } from './model/history/series';
import { areMoves } from './model/moves/check-moves';
import type { MigrationEnd, MigrationProgress, MoveMethod } from './model/moves/migration';
import type { Move } from './model/moves/move';
import type { Answer, ClusterView, NodeSnapshot, TopologySnapshot } from './model/snapshot';
import type { Text } from './model/text';
import type { TimelineChange, TimelineEntry } from './model/timeline/entry';
import { isTimelineEntry } from './model/timeline/entry-check';

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

/** What can be done to a migration; each is also a command. */
export const MIGRATION_ACTIONS = ['pause', 'continue', 'cancel', 'finish', 'undo'] as const;
export type MigrationAction = (typeof MIGRATION_ACTIONS)[number];

/** `value`: what a question was answered with (see {@link PageCall}); nothing for what was only to be done. */
export type CallResult =
  | { readonly ok: true; readonly value?: unknown }
  | { readonly ok: false; readonly message: string };

/** What a user can do to a node from the page; each is also a command. */
export const NODE_ACTIONS = [
  'inspect',
  'start',
  'stop',
  'restart',
  'pause',
  'unpause',
  'kill',
  'logs',
  'cli',
  'copyAddress',
  'enterPassword',
  'addReplica',
  'removeNode',
] as const;
export type NodeAction = (typeof NODE_ACTIONS)[number];

/** What a user can do to a topology from the page; each is also a command. */
export const TOPOLOGY_ACTIONS = [
  'failover',
  'verify',
  'copyDiagnosis',
  'enterPassword',
  'fix',
  'startAll',
  'stopAll',
  'remove',
  'refresh',
  'addShard',
  'addReplica',
  'addSentinel',
  'addSentinels',
] as const;
export type TopologyAction = (typeof TOPOLOGY_ACTIONS)[number];

/** Something a user wants done to a node or to the whole topology. */
export type PageErrand =
  | { readonly name: 'node'; readonly node: string; readonly action: NodeAction }
  | {
      readonly name: 'topology';
      readonly action: TopologyAction;
      /** What is to be fixed: a finding's id. */
      readonly finding?: string;
    };

/** Something a page wants to know; the answer is the {@link CallResult}'s value. */
export type PageQuestion =
  /** What the servers count per slot: a `SlotHeat` (model/slot-heat.ts). */
  | { readonly name: 'slotHeat' }
  /** What moves would mean: a `MoveMeasure` (model/moves/migration.ts). */
  | { readonly name: 'measureMoves'; readonly moves: readonly Move[] };

/** Something that goes on long after it was asked for: answered when it has begun, told of by `migration` messages. */
export type PageOrder =
  | { readonly name: 'moveSlots'; readonly moves: readonly Move[]; readonly method?: MoveMethod }
  | { readonly name: 'migration'; readonly action: MigrationAction };

export type PageCall = PageErrand | PageQuestion | PageOrder;

/** Messages from the page to the extension. */
export type ToHost =
  | { readonly kind: 'ready' }
  | { readonly kind: 'call'; readonly id: number; readonly call: PageCall }
  /** A message could not be taken. */
  | { readonly kind: 'refused'; readonly why: string };

const METHODS = ['atomic', 'keyByKey'] as const satisfies readonly MoveMethod[];

const isRecord = (v: unknown): v is Record<string, unknown> =>
  typeof v === 'object' && v !== null && !Array.isArray(v);

/** A message from the page, checked; undefined when it is not one of ours or is malformed. */
export function parseToHost(v: unknown): ToHost | undefined {
  if (!isRecord(v)) return undefined;
  if (v.kind === 'ready') return { kind: 'ready' };
  if (v.kind === 'refused' && typeof v.why === 'string') return { kind: 'refused', why: v.why };
  if (v.kind !== 'call' || !Number.isSafeInteger(v.id) || !isRecord(v.call)) return undefined;
  const { call } = v;
  const id = v.id as number;
  if (call.name === 'node' && typeof call.node === 'string') {
    const action = NODE_ACTIONS.find((a) => a === call.action);
    return action && { kind: 'call', id, call: { name: 'node', node: call.node, action } };
  }
  if (call.name === 'topology') {
    const action = TOPOLOGY_ACTIONS.find((a) => a === call.action);
    const finding = typeof call.finding === 'string' ? { finding: call.finding } : {};
    return action && { kind: 'call', id, call: { name: 'topology', action, ...finding } };
  }
  if (call.name === 'slotHeat') return { kind: 'call', id, call: { name: 'slotHeat' } };
  const moving = movingCall(call);
  return moving && { kind: 'call', id, call: moving };
}

function movingCall(call: Record<string, unknown>): PageCall | undefined {
  const { name, moves } = call;
  if (name === 'measureMoves' && areMoves(moves)) return { name, moves };
  if (name === 'moveSlots' && areMoves(moves)) {
    const method = METHODS.find((m) => m === call.method);
    return { name, moves, ...(method && { method }) };
  }
  const action = MIGRATION_ACTIONS.find((a) => a === call.action);
  if (name === 'migration' && action) return { name, action };
  return undefined;
}

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
