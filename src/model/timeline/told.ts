import { formatSlots } from '../format';
import { countSlots } from '../structure';
import { type Text, text } from '../text';
import type { Note } from './note';
import { uniteSlots } from './slot-ranges';

/** A note with all who share it. */
export interface Told {
  readonly id: string;
  readonly note: Note;
  readonly by: readonly string[];
  /** When it was last said, ms since 1970. */
  readonly lastSaid: number;
}

export function told(id: string, note: Note): Told {
  return { id, note, by: note.by === undefined ? [] : [note.by], lastSaid: note.at };
}

/** The same, said once more: by somebody else, or of more slots. */
export function toldAgain(before: Told, note: Note): Told {
  const by = note.by === undefined || before.by.includes(note.by) ? before.by : [...before.by, note.by];
  const moved = note.moved && uniteSlots(before.note.moved ?? [], note.moved);
  const known = moved ? { ...before.note, moved } : before.note;
  return { ...before, note: known, by, lastSaid: Math.max(before.lastSaid, note.at) };
}

/** Puts a note in the place of one that told of the same less exactly. The first moment that counts stays. */
export function toldBetter(before: Told, note: Note): Told {
  const { part, gathers } = before.note;
  const at = part || gathers ? before.note.at : note.at;
  return { ...before, note: { ...note, at, ...(gathers && { gathers }) }, lastSaid: note.at };
}

/** What a user reads. */
export function wordsOf({ note, by }: Told): Text {
  const what = note.moved
    ? text('{0}: {1} slots ({2})', note.what, countSlots(note.moved), formatSlots(note.moved))
    : note.what;
  return by.length === 0 ? what : text('{0}: {1}', by.join(', '), what);
}
