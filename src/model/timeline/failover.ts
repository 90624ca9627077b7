import { formatDuration } from '../format';
import { type Text, text } from '../text';
import type { Severity, TimelineEntry } from './entry';
import { type Note, nameOf } from './note';
import { type Told, told, toldAgain, wordsOf } from './told';

/** This long after its last step, nothing belongs to a failover any more: while it lasts, and after its end. ms */
const QUIET_MS = 60_000;
const AFTER_END_MS = 12_000;
/** What is seen in one round of asking all nodes was so at the same time. ms */
export const ROUND_MS = 2000;
/** Three sentinels find out within this. ms */
const REPEATED_MS = 15_000;
/** More steps than any failover has; a defect elsewhere must not fill the memory. */
const MOST_STEPS = 150;

/** One failover of one shard, as far as it has come. */
export interface Failover {
  readonly id: string;
  readonly shard: number;
  /** The master that is replaced, once it is known. */
  readonly old: string | undefined;
  readonly promoted: { readonly node: string; readonly at: number } | undefined;
  readonly ended: boolean;
  readonly aborted: boolean;
  readonly result: Note | undefined;
  readonly steps: readonly Told[];
}

export function beginFailover(id: string, shard: number, causes: readonly Told[]): Failover {
  return {
    id,
    shard,
    old: undefined,
    promoted: undefined,
    ended: false,
    aborted: false,
    result: undefined,
    steps: causes,
  };
}

/** Whether something that happens now can still belong to it. @param at ms since 1970 */
export function isOpen(f: Failover, at: number): boolean {
  const last = Math.max(...f.steps.map((s) => s.lastSaid));
  return at - last <= (f.result || f.ended || f.aborted ? AFTER_END_MS : QUIET_MS);
}

/** Whether a note is of this failover and no other of the same shard. */
export function belongs(f: Failover, note: Note): boolean {
  const { part, at } = note;
  if (part && isRepeated(f, note)) return true;
  switch (part?.role) {
    case undefined:
      return false;
    case 'cause':
    case 'suspicion':
    case 'recovery':
      // Nodes are asked one after the other: who was promoted may be seen before all saw why.
      return (
        part.node === f.old && (!f.promoted || (part.role === 'suspicion' && at - f.promoted.at <= ROUND_MS))
      );
    case 'begin':
      return !f.promoted && (f.old === undefined || part.old === undefined || part.old === f.old);
    case 'promotion':
      return f.promoted === undefined || f.promoted.node === part.node;
    case 'follows':
      // That a dead master comes back is another story; that one who handed over follows is the end of this one.
      return part.node !== f.promoted?.node && (part.node !== f.old || !hasCause(f));
    case 'result':
      return f.result === undefined;
    default:
      return true;
  }
}

/** Others say the same a moment later: of the same failover, whatever has come of it meanwhile. */
function isRepeated(f: Failover, { about, state, at, kind }: Note): boolean {
  if (kind === 'engine') return false;
  return f.steps.some(({ note, lastSaid }) => {
    return note.about === about && note.state === state && at - lastSaid <= REPEATED_MS;
  });
}

export function withStep(f: Failover, note: Note): Failover {
  // The headline says it.
  if (note.part?.role === 'result') return { ...f, result: note };
  const same = f.steps.findIndex(({ note: n }) => n.about === note.about && n.state === note.state);
  const steps = [...f.steps];
  const known = steps[same];
  if (known) steps[same] = toldAgain(known, note);
  else if (steps.length < MOST_STEPS) steps.push(told(`${f.id}.${steps.length}`, note));
  const { part } = note;
  const old = part?.role === 'begin' || part?.role === 'promotion' ? (f.old ?? part.old) : f.old;
  const promoted = f.promoted ?? (part?.role === 'promotion' ? { node: part.node, at: note.at } : undefined);
  return {
    ...f,
    steps,
    old,
    promoted,
    ended: f.ended || part?.role === 'end',
    aborted: f.aborted || part?.role === 'abort',
  };
}

function hasCause(f: Failover): boolean {
  return f.steps.some(({ note }) => note.part?.role === 'cause' || note.part?.role === 'suspicion');
}

/**
 * What led to a promotion is told before it. Nodes are asked one after the other, so in one round the one that was
 * promoted may answer before another that tells why; when exactly that was, between two rounds, nobody saw.
 */
function beforePromotion(step: Told, { promoted }: Failover): Told {
  const { note } = step;
  const seenLate =
    note.part?.role === 'suspicion' && note.kind !== 'sentinel' && promoted && note.at >= promoted.at;
  return seenLate ? { ...step, note: { ...note, at: promoted.at - 1 } } : step;
}

/** The failover as one entry that unfolds into its steps, with times relative to its cause. */
export function failoverEntry(f: Failover): TimelineEntry {
  const sorted = f.steps.map((s) => beforePromotion(s, f)).sort((a, b) => a.note.at - b.note.at);
  const at = sorted[0]?.note.at ?? 0;
  const nodes = [f.old, f.promoted?.node, ...sorted.flatMap((s) => s.note.nodes)];
  return {
    id: f.id,
    at,
    kind: 'failover',
    ...headline(f, at),
    nodes: [...new Set(nodes.filter((n) => n !== undefined))],
    steps: sorted.map((s) => ({
      id: s.id,
      offsetMs: Math.round(s.note.at - at),
      kind: s.note.kind,
      severity: s.note.severity,
      what: wordsOf(s),
      nodes: s.note.nodes,
    })),
  };
}

function headline(f: Failover, at: number): { what: Text; severity: Severity } {
  if (f.result) return { what: f.result.what, severity: f.result.severity };
  const old = f.old === undefined ? undefined : nameOf(f.old);
  if (f.promoted) {
    const [now, took] = [nameOf(f.promoted.node), formatDuration(f.promoted.at - at)];
    if (old === undefined) return { what: text('{0} became master', now), severity: 'info' };
    if (hasCause(f))
      return { what: text('{0} → {1}: a new master after {2}', old, now, took), severity: 'warning' };
    // Without a beginning, all that is known is that it happened between two looks.
    const begun = f.steps.some(({ note }) => note.part?.role === 'begin');
    return begun
      ? { what: text('{0} → {1}: handed over within {2}', old, now, took), severity: 'info' }
      : { what: text('{0} → {1}: handed over', old, now), severity: 'info' };
  }
  const whose = old ?? text('the master');
  return f.aborted
    ? { what: text('Failover of {0} given up', whose), severity: 'error' }
    : { what: text('Failover of {0}: no new master yet', whose), severity: 'warning' };
}
