import type { MigrationEnd } from '../../src/model/moves/migration';
import { type Child, el } from '../elements';
import { clock, say, t } from '../l10n';
import { mark } from '../marks';

let dismissed: number | undefined;

/** How the last migration ended, until the user has read it. */
export function endedLine(ended: MigrationEnd, redraw: () => void): Child {
  if (dismissed === ended.at) return undefined;
  const level = ended.outcome === 'done' ? 'ok' : ended.outcome === 'failed' ? 'error' : 'warning';
  const dismiss = () => {
    dismissed = ended.at;
    redraw();
  };
  return el(
    'div',
    { class: `notice ${level}`, key: 'migration ended' },
    mark(level),
    el(
      'div',
      { role: 'status' },
      el('p', { class: 'said' }, say(ended.what)),
      el('p', {}, [clock(ended.at), ...ended.remarks.map(say)].join(' · ')),
    ),
    el('button', { class: 'tool', type: 'button', on: { click: dismiss } }, t('Dismiss')),
  );
}
