import type { NodeSnapshot, TopologySnapshot } from './model/snapshot';
import type { Text } from './model/text';

/** What the page is given of a topology: no spec, hence nothing a user typed. */
export type PageSnapshot = Omit<TopologySnapshot, 'spec'>;

/** What changed since the revision before: only nodes that differ are sent; `order` names all that exist. */
export interface PageUpdate {
  readonly revision: number;
  readonly name: string;
  readonly state: TopologySnapshot['state'];
  readonly nodes: readonly NodeSnapshot[];
  readonly order: readonly string[];
}

/** Messages from the extension to the page. */
export type ToPage =
  | {
      readonly kind: 'hydrate';
      readonly snapshot: PageSnapshot;
      /** What the engine is called, for the header. */
      readonly engineName: string;
      /** Translations of English templates; empty in English. */
      readonly translations: Readonly<Record<string, string>>;
      /** The extension's clock, ms, so that the page can show ages. */
      readonly now: number;
    }
  | { readonly kind: 'update'; readonly update: PageUpdate; readonly now: number }
  /** The topology is no longer there. */
  | { readonly kind: 'gone' }
  /** The engine cannot be asked; what is shown is old. Undefined: it can again. */
  | { readonly kind: 'engine'; readonly trouble: Text | undefined }
  | { readonly kind: 'reply'; readonly id: number; readonly result: CallResult };

export type CallResult = { readonly ok: true } | { readonly ok: false; readonly message: string };

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
] as const;
export type NodeAction = (typeof NODE_ACTIONS)[number];

/** What a user can do to a topology from the page; each is also a command. */
export const TOPOLOGY_ACTIONS = ['verify', 'startAll', 'stopAll', 'remove', 'refresh'] as const;
export type TopologyAction = (typeof TOPOLOGY_ACTIONS)[number];

export type PageCall =
  | { readonly name: 'node'; readonly node: string; readonly action: NodeAction }
  | { readonly name: 'topology'; readonly action: TopologyAction };

/** Messages from the page to the extension. */
export type ToHost =
  | { readonly kind: 'ready' }
  | { readonly kind: 'call'; readonly id: number; readonly call: PageCall };

const isRecord = (v: unknown): v is Record<string, unknown> =>
  typeof v === 'object' && v !== null && !Array.isArray(v);

/** A message from the page, checked; undefined when it is not one of ours or is malformed. */
export function parseToHost(v: unknown): ToHost | undefined {
  if (!isRecord(v)) return undefined;
  if (v.kind === 'ready') return { kind: 'ready' };
  if (v.kind !== 'call' || !Number.isSafeInteger(v.id) || !isRecord(v.call)) return undefined;
  const { call } = v;
  const id = v.id as number;
  if (call.name === 'node' && typeof call.node === 'string') {
    const action = NODE_ACTIONS.find((a) => a === call.action);
    return action && { kind: 'call', id, call: { name: 'node', node: call.node, action } };
  }
  if (call.name === 'topology') {
    const action = TOPOLOGY_ACTIONS.find((a) => a === call.action);
    return action && { kind: 'call', id, call: { name: 'topology', action } };
  }
  return undefined;
}

/** A message from the extension, checked as far as its outer form; undefined when it is not one of ours. */
export function parseToPage(v: unknown): ToPage | undefined {
  if (!isRecord(v)) return undefined;
  const shaped =
    (v.kind === 'hydrate' &&
      isRecord(v.snapshot) &&
      Array.isArray(v.snapshot.nodes) &&
      isRecord(v.translations)) ||
    (v.kind === 'update' &&
      isRecord(v.update) &&
      Array.isArray(v.update.nodes) &&
      Array.isArray(v.update.order)) ||
    v.kind === 'gone' ||
    v.kind === 'engine' ||
    (v.kind === 'reply' && Number.isSafeInteger(v.id) && isRecord(v.result));
  return shaped ? (v as unknown as ToPage) : undefined;
}
