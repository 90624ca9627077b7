import { SLOT_COUNT } from '../../src/model/slot-owners';
import { type Child, type Described, el } from '../elements';
import { number, t } from '../l10n';
import type { Stretch } from './owners';
import { CLOSER, middle } from './steer';
import { show, view } from './view';
import { ALL, panned, zoomed } from './window';
import { stretchLabel } from './words';

/** Nearer, farther, along: what wheel and keys do too. */
export function zoomTools(redraw: () => void): Described {
  const whole = view.window.count === SLOT_COUNT;
  const tool = (shape: string, label: string, disabled: boolean, act: () => typeof ALL) =>
    el(
      'button',
      {
        class: 'tool',
        type: 'button',
        key: label,
        'aria-label': label,
        title: label,
        // Not disabled truly: the last press of "farther" would lose the focus.
        'aria-disabled': disabled ? 'true' : undefined,
        on: {
          click: () => {
            if (disabled) return;
            view.window = act();
            redraw();
          },
        },
      },
      shape,
    );
  const along = (direction: number) => panned(view.window, (direction * view.window.count) / 2);
  return el(
    'div',
    { class: 'tools', role: 'group', 'aria-label': t('Zoom'), key: 'tools' },
    tool('‹', t('Lower slots'), view.window.first === 0, () => along(-1)),
    tool('›', t('Higher slots'), view.window.first + view.window.count === SLOT_COUNT, () => along(1)),
    tool('−', t('Zoom out'), whole, () => zoomed(view.window, 1 / CLOSER, middle())),
    tool('+', t('Zoom in'), view.window.count <= 32, () => zoomed(view.window, CLOSER, middle())),
    tool(t('All'), t('All slots'), whole, () => ALL),
  );
}

const MOST = 6;

/** Ways to what is not simply served: a slot that moves is thinner than a pixel. */
export function unusualSlots(stretches: readonly Stretch[], redraw: () => void): Child {
  const unusual = stretches.filter((s) => s.state !== 'served');
  if (unusual.length === 0) return undefined;
  const left = unusual.length - MOST;
  return el(
    'p',
    { class: 'unusual', key: 'unusual' },
    ...unusual.slice(0, MOST).map((s) => {
      const [first, last] = s.range;
      const go = () => {
        show(first, last);
        redraw();
      };
      const slots = first === last ? `${first}` : `${first}-${last}`;
      return el(
        'button',
        { class: 'tool', type: 'button', key: slots, on: { click: go } },
        `${slots} ${stretchLabel(s)}`,
      );
    }),
    left > 0 && el('span', { class: 'dim' }, t('{0} more', number(left))),
  );
}
