import { areMoves } from '../model/moves/check-moves';
import type { MoveMethod } from '../model/moves/migration';
import type { Move } from '../model/moves/move';

/** What can be done to a migration; each is also a command. */
export const MIGRATION_ACTIONS = ['pause', 'continue', 'cancel', 'finish', 'undo'] as const;
export type MigrationAction = (typeof MIGRATION_ACTIONS)[number];

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
