import { formatDuration, formatSlots } from '../../src/model/format';
import type { MigrationProgress, MigrationState } from '../../src/model/moves/migration';
import type { Move } from '../../src/model/moves/move';
import type { MigrationAction } from '../../src/protocol/to-host';
import { type Child, type Described, el } from '../elements';
import { number, say, t } from '../l10n';
import { mark } from '../marks';
import type { Scene } from '../scene';
import { button } from '../widgets/buttons';
import { methodWord } from './measured';
import { actionFailure, ask } from './orders';

const MOST_MOVES = 6;

/** How the migration goes: a bar, its numbers, what is under way, and the brakes. */
export function progressSection(progress: MigrationProgress, scene: Scene): Described {
  const { state, slotsDone, slotsTotal, method } = progress;
  return el(
    'section',
    { class: 'moving', key: 'progress', 'aria-labelledby': 'progress-title' },
    el(
      'h2',
      { class: 'as-is', id: 'progress-title' },
      t('Moving slots'),
      el('span', { class: 'aside', role: 'status' }, stateWord(progress)),
    ),
    bar(slotsDone, slotsTotal),
    el('p', { class: 'figures', key: 'figures' }, [...figures(progress), methodWord(method)].join(' · ')),
    current(progress, scene),
    remarks(progress),
    brakes(state, scene),
  );
}

/** Between the order and the first word of how it goes. */
export const beginning = (): Described =>
  el(
    'section',
    { class: 'moving', key: 'progress', 'aria-labelledby': 'progress-title' },
    el('h2', { class: 'as-is', id: 'progress-title' }, t('Moving slots')),
    el(
      'p',
      { class: 'measured', role: 'status' },
      el('vscode-progress-ring', { 'aria-hidden': 'true' }),
      t('Making ready…'),
    ),
  );

function stateWord({ state, current }: MigrationProgress): string {
  switch (state) {
    case 'running':
      return t('under way');
    case 'paused':
      // What servers move by themselves, or a slot with very many keys, is not held half-way at once.
      return current.length === 0 ? t('paused') : t('paused: nothing new begins, what is listed has begun');
    case 'cancelling':
      return t('being cancelled: open slots are closed');
  }
}

function bar(done: number, total: number): Described {
  const share = total === 0 ? 0 : done / total;
  return el(
    'div',
    {
      class: 'progress',
      key: 'bar',
      role: 'progressbar',
      'aria-label': t('Slots moved'),
      'aria-valuemin': 0,
      'aria-valuemax': total,
      'aria-valuenow': done,
    },
    el('div', { class: 'done', css: { width: `${(share * 100).toFixed(2)}%` } }),
  );
}

function figures(progress: MigrationProgress): string[] {
  const { state, slotsDone, slotsTotal, keysDone, keysTotal, keysPerSecond, remainingMs } = progress;
  const said = [
    t('{0} of {1} slots', number(slotsDone), number(slotsTotal)),
    t('{0} of {1} keys', number(keysDone), number(keysTotal)),
  ];
  if (state !== 'running') return said;
  said.push(t('{0} keys/s', number(Math.round(keysPerSecond))));
  if (remainingMs !== undefined) said.push(t('{0} left', formatDuration(remainingMs)));
  return said;
}

function current({ current }: MigrationProgress, { snapshot }: Scene): Child {
  if (current.length === 0) return undefined;
  const nameOf = (id: string) => snapshot.nodes.find((n) => n.id === id)?.name ?? id;
  const words = ({ from, to, slots }: Move) => `${nameOf(from)} → ${nameOf(to)}: ${formatSlots(slots)}`;
  const left = current.length - MOST_MOVES;
  return el(
    'ul',
    { class: 'current', key: 'current', 'aria-label': t('Under way') },
    ...current.slice(0, MOST_MOVES).map((move) => el('li', { key: `${move.from} ${move.to}` }, words(move))),
    left > 0 && el('li', { key: 'more' }, t('{0} more', number(left))),
  );
}

function remarks({ remarks }: MigrationProgress): Child {
  if (remarks.length === 0) return undefined;
  return el(
    'ul',
    { class: 'remarks', key: 'remarks', 'aria-label': t('Remarks') },
    ...remarks.map((remark) => el('li', {}, mark('warning'), say(remark))),
  );
}

function brakes(state: MigrationState, scene: Scene): Described {
  const brake = (label: string, action: MigrationAction, disabled = false) =>
    button(label, () => ask(action, scene.act), { key: action, disabled });
  const failed = actionFailure();
  return el(
    'div',
    { class: 'actions', key: 'brakes' },
    state === 'paused'
      ? brake(t('Continue'), 'continue')
      : brake(t('Pause'), 'pause', state === 'cancelling'),
    brake(t('Cancel'), 'cancel', state === 'cancelling'),
    failed !== undefined &&
      el('p', { class: 'refused', role: 'alert', key: 'refused' }, mark('error'), failed),
  );
}
