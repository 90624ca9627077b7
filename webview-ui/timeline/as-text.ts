import type { TimelineEntry } from '../../src/model/timeline/entry';
import { say } from '../l10n';
import { kindWord } from './filters';
import { afterCause, fullTime } from './times';

/** Entries as lines of text, newest first as they are shown, steps beneath theirs. */
export function asText(entries: readonly TimelineEntry[]): string {
  const lines = entries.flatMap(({ at, kind, what, steps = [] }) => [
    `${fullTime(at)}  ${kindWord(kind)}  ${say(what)}`,
    ...steps.map((s) => `    ${afterCause(s.offsetMs).padStart(12)}  ${kindWord(s.kind)}  ${say(s.what)}`),
  ]);
  return `${lines.join('\n')}\n`;
}
