import { formatBytes, formatDuration } from '../../src/model/format';
import type { MoveMethod } from '../../src/model/moves/migration';
import { type Child, type Described, el } from '../elements';
import { number, say, t } from '../l10n';
import { mark } from '../marks';
import { button } from '../widgets/buttons';
import type { Draft } from './draft';
import { choice, group } from './fields';
import { type Measured, measureAgain } from './measure';

export function methodWord(method: MoveMethod): string {
  return method === 'atomic' ? t('atomic') : t('key by key');
}

/** Keys, bytes, time; by which method, why, and the other one where there is a choice. */
export function measuredLines(measured: Measured, draft: Draft, redraw: () => void): Child {
  switch (measured.kind) {
    case 'asking':
      return lines(
        el('vscode-progress-ring', { 'aria-hidden': 'true', key: 'ring' }),
        el('span', { key: 'counting' }, t('Counting keys…')),
      );
    case 'failed':
      return lines(
        el('span', { key: 'failed' }, mark('error'), t('Keys could not be counted: {0}', measured.message)),
        button(t('Ask Again'), () => {
          measureAgain();
          redraw();
        }),
      );
    case 'known':
      break;
  }
  const { keys, bytes, estimateMs, method, why } = measured.measure;
  const size = keys === 1 ? t('1 key') : t('{0} keys', number(keys));
  const facts = [size, t('about {0}', formatBytes(bytes)), t('about {0}', formatDuration(estimateMs))];
  return el(
    'div',
    { key: 'measured' },
    el('p', { class: 'measured', role: 'status', key: 'facts' }, facts.join(' · ')),
    // Every server can be asked to move keys; whole slots only where that was found.
    method === 'atomic'
      ? methods(draft, redraw)
      : el('p', { key: 'method' }, t('Method: {0}', methodWord(method))),
    el('p', { class: 'dim', key: 'why' }, say(why)),
  );
}

const lines = (...children: Described[]): Described =>
  el('p', { class: 'measured', role: 'status', key: 'measured' }, ...children);

function methods(draft: Draft, redraw: () => void): Described {
  const by = (method: MoveMethod, label: string) =>
    choice({
      id: `method-${method}`,
      type: 'radio',
      name: 'method',
      label,
      checked: (draft.method ?? 'atomic') === method,
      change: () => {
        // The best is found anew when it begins, and fallen back from where it cannot be had.
        draft.method = method === 'keyByKey' ? method : undefined;
        redraw();
      },
    });
  return group(
    'method',
    t('Method'),
    el(
      'div',
      { class: 'choices' },
      by('atomic', t('atomic: the servers move whole slots')),
      by('keyByKey', t('key by key')),
    ),
  );
}
