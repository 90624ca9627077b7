import type { Severity, TimelineKind } from '../../src/model/timeline/entry';
import { type Described, el, hidden } from '../elements';
import { t } from '../l10n';
import { kindWord } from './filters';

/** How serious, by shape first. */
const SHAPES: Readonly<Record<Severity, string>> = { info: '•', good: '●', warning: '▲', error: '✖' };

function severityWord(severity: Severity): string {
  switch (severity) {
    case 'info':
      return '';
    case 'good':
      return t('well again');
    case 'warning':
      return t('warning');
    case 'error':
      return t('error');
  }
}

/** Where something comes from, and how serious it is. */
export const chip = (kind: TimelineKind, severity: Severity): Described =>
  el(
    'span',
    { class: `chip ${severity === 'good' ? 'ok' : severity}` },
    el('span', { class: 'shape', 'aria-hidden': 'true' }, SHAPES[severity]),
    kindWord(kind),
    hidden(severityWord(severity) ? ` (${severityWord(severity)}) ` : ' '),
  );
