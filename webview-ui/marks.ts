import type { Level } from '../src/model/snapshot';
import { type Described, el, hidden } from './elements';
import { t } from './l10n';

/** State is told by shape first; colour only adds to it. */
export const SHAPES: Readonly<Record<Level, string>> = {
  ok: '●',
  warning: '▲',
  error: '✖',
  off: '○',
  pending: '◌',
};

export function levelWord(level: Level): string {
  switch (level) {
    case 'ok':
      return t('ok');
    case 'warning':
      return t('warning');
    case 'error':
      return t('error');
    case 'off':
      return t('stopped');
    case 'pending':
      return t('pending');
  }
}

/** The shape of a state, with its word for those who do not see it. */
export const mark = (level: Level): Described =>
  el(
    'span',
    { class: `mark ${level}` },
    el('span', { 'aria-hidden': 'true' }, SHAPES[level]),
    hidden(levelWord(level)),
  );
