import type { Health } from '../src/model/snapshot';
import { say, t } from './l10n';
import { levelWord } from './marks';

const DURATIONS = /\d[\d.]* (ms|s|min|h)\b/g;
let last: string | undefined;

/** Tells a screen reader that the health changed. Not that the same trouble is a second older. */
export function announceHealth(health: Health, name: string): void {
  const sentence = say(health.sentence);
  const gist = `${health.level} ${sentence.replace(DURATIONS, '')}`;
  const announcer = document.getElementById('announcer');
  if (gist === last || !announcer) return;
  if (last !== undefined) announcer.textContent = t('{0}: {1}. {2}', name, levelWord(health.level), sentence);
  last = gist;
}
