import { freeName } from '../names';
import { type Text, text } from '../text';
import type { SavedData } from './saved-data';

const LONGEST = 100;

/** What is wrong with a name for saved data, which stands in a label and in lists only; undefined when nothing is. */
export function savedNameProblem(name: string, taken: readonly string[]): Text | undefined {
  if (name.trim() === '') return text('Saved data needs a name.');
  if (name.length > LONGEST) return text('At most {0} characters.', LONGEST);
  if (/\p{C}/u.test(name)) return text('Only visible characters.');
  if (taken.includes(name.trim())) return text('There is saved data named {0} already.', name.trim());
  return undefined;
}

/** The name under which a topology's data is kept while other data is put in its place. @param now ms since 1970 */
export const nameBeforeRestore = (topology: string, now: number): string =>
  `${topology.slice(0, 60)} before ${new Date(now).toISOString().slice(0, 19).replace('T', ' ')}`;

/** A name for the data of a topology that nothing saved has yet: its own, or with a number behind it. */
export function suggestedSavedName(topology: string, saved: readonly SavedData[]): string {
  return freeName(
    topology,
    saved.map(({ name }) => name),
  );
}
