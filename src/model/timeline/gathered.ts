import { type Text, text } from '../text';
import type { Severity, TimelineEntry } from './entry';
import type { Happening, Note } from './note';
import { type Told, wordsOf } from './told';

/** Nodes to which the same happens so shortly after each other were meant together. The engine takes one by one. ms */
const TOGETHER_MS = 3000;
/** The engine's last word on an operation comes after its answer to us. ms */
const AFTERWARDS_MS = 3000;

const WORST: readonly Severity[] = ['error', 'warning', 'good', 'info'];

/** State of an operation that has not ended. */
export const UNDER_WAY = 'under way';

/** What the notes of one entry tell; several of them are an operation with its steps, or the same of several nodes. */
export type Gathering = readonly Told[];

/** Whether a note is one more step of an operation, or one more node to which the same happened just now. */
export function belongsTo(gathering: Gathering, note: Note): boolean {
  const [first] = gathering;
  const { happening } = note;
  if (!first || !happening) return false;
  if (isOperation(gathering)) {
    const { nodes, gathers = [] } = first.note;
    const ours = gathers.includes(happening) && note.nodes.every((id) => nodes.includes(id));
    return ours && (first.note.state === UNDER_WAY || note.at - first.lastSaid <= AFTERWARDS_MS);
  }
  const last = Math.max(...gathering.map((t) => t.lastSaid));
  const known = gathering.some((t) => t.note.about === note.about);
  return first.note.happening === happening && !known && note.at - last <= TOGETHER_MS;
}

/** Whether it is an operation, which stands first, with what it gathers. */
export const isOperation = (gathering: Gathering): boolean => gathering[0]?.note.gathers !== undefined;

/** Several notes as one entry that unfolds into them, with times from the first on; a single one as it is. */
export function gatheredEntry(id: string, gathering: Gathering): TimelineEntry {
  const sorted = [...gathering].sort((a, b) => a.note.at - b.note.at);
  const at = Math.round(sorted[0]?.note.at ?? 0);
  const lead = isOperation(gathering) ? gathering[0] : undefined;
  const steps = sorted.filter((t) => t !== lead);
  const [only, ...more] = steps;
  const unfolds = lead ? steps.length > 0 : more.length > 0;
  const told = lead ?? (unfolds ? undefined : only);
  const head = told
    ? { severity: told.note.severity, what: wordsOf(told), nodes: told.note.nodes }
    : { severity: worst(steps), what: sameOfAll(steps), nodes: steps.flatMap((t) => t.note.nodes) };
  const entry = { id, at, kind: (told ?? only)?.note.kind ?? 'engine', ...head };
  if (!unfolds) return entry;
  return {
    ...entry,
    steps: steps.map((step) => ({
      id: step.id,
      offsetMs: Math.round(step.note.at - at),
      kind: step.note.kind,
      severity: step.note.severity,
      what: wordsOf(step),
      nodes: step.note.nodes,
    })),
  };
}

const worst = (gathering: Gathering): Severity =>
  WORST.find((severity) => gathering.some((t) => t.note.severity === severity)) ?? 'info';

/** What happened to all of them, in one sentence. */
function sameOfAll(gathering: Gathering): Text {
  const count = gathering.length;
  const happening = gathering[0]?.note.happening;
  const all = (state: string) => gathering.every((t) => t.note.state === state);
  switch (happening as Happening) {
    case 'making':
      return text('{0} containers made', count);
    case 'removal':
      return text('{0} containers removed', count);
    case 'start':
      return text('{0} nodes started', count);
    case 'end':
      if (all('stopped')) return text('{0} nodes stopped', count);
      return all('signalled') ? text('{0} nodes were sent a signal', count) : text('{0} nodes ended', count);
    case 'pause':
      return text('{0} nodes paused', count);
    case 'unpause':
      return text('{0} nodes go on', count);
    case 'cut':
      return text('{0} nodes were cut off from their network', count);
    case 'connection':
      return text('{0} nodes are on their network again', count);
  }
}
