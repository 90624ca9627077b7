import { formatSlots } from '../../src/model/format';
import { rangesOf } from '../../src/model/moves/move';
import { type Child, el } from '../elements';
import { number, t } from '../l10n';
import { mark } from '../marks';
import type { Scene } from '../scene';
import { button } from '../widgets/buttons';
import type { Openness } from './open-since';
import { actionFailure, ask } from './orders';

/** Slots that are open while nobody here moves any: what that means, and two ways out. */
export function unfinishedNotice(open: readonly number[], openness: Openness, { act }: Scene): Child {
  if (openness === 'none') return undefined;
  const level = openness === 'moving' ? 'pending' : 'warning';
  const failed = actionFailure();
  return el(
    'div',
    { class: `notice ${level}`, key: 'unfinished', role: 'group', 'aria-label': t('Unfinished migration') },
    mark(level),
    el(
      'div',
      { role: 'status' },
      el('strong', {}, what(open.length, openness)),
      el('p', {}, t('Slots {0}. {1}', formatSlots(rangesOf(open)), advice(openness))),
    ),
    el(
      'div',
      { class: 'actions' },
      button(t('Finish'), () => ask('finish', act), { key: 'finish' }),
      button(t('Undo'), () => ask('undo', act), { key: 'undo' }),
    ),
    failed !== undefined &&
      el('p', { class: 'refused', role: 'alert', key: 'refused' }, mark('error'), failed),
  );
}

function what(count: number, openness: Openness): string {
  if (openness === 'moving') return t('Somebody else is moving slots ({0} open)', number(count));
  if (count === 1) {
    return openness === 'left'
      ? t('Unfinished migration: 1 slot is open')
      : t('1 slot is open: it is being moved, or was left so');
  }
  return openness === 'left'
    ? t('Unfinished migration: {0} slots are open', number(count))
    : t('{0} slots are open: they are being moved, or were left so', number(count));
}

function advice(openness: Openness): string {
  if (openness === 'moving') return t('Wait until they are done, unless you know that nobody is.');
  return t('Finish moves them to where they were going, Undo brings them back. No key is lost by either.');
}
