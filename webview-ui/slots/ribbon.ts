import { UNTOLD } from '../../src/model/slot-heat';
import { SLOT_COUNT } from '../../src/model/slot-owners';
import { type Described, el } from '../elements';
import { t } from '../l10n';
import { widthOf } from '../measure';
import { onDrag, onPress, onRelease, slotUnder } from './drag';
import { paintBars } from './heat/bars';
import type { HeatView } from './heat/heat';
import { valueWords } from './heat/metric';
import type { Stretch } from './owners';
import { paint } from './paint';
import { speak } from './spoken';
import { onKey, onWheel } from './steer';
import { view } from './view';
import { ownerWords, slotWords } from './words';

/**
 * The ribbon of all slots: who serves which, by place and name; what is not as it should be, hatched. To a keyboard a
 * slider over slots: it says the number at once, and who owns it when the keys rest. Heat, if it is shown, stands above.
 */
export function ribbon(
  stretches: readonly Stretch[],
  looked: HeatView['looked'],
  redraw: () => void,
): Described {
  const cursor = view.cursor ?? view.window.first;
  const moved = () => {
    if (view.cursor !== undefined)
      speak(`${ownerWords(stretches, view.cursor)}${heatAt(looked, view.cursor)}`, redraw);
    redraw();
  };
  return el(
    'div',
    {
      class: 'ribbon',
      key: 'ribbon',
      role: 'slider',
      tabindex: '0',
      'aria-label': t('Slots: arrow keys go through them, plus and minus zoom'),
      'aria-orientation': 'horizontal',
      'aria-valuemin': 0,
      'aria-valuemax': SLOT_COUNT - 1,
      'aria-valuenow': cursor,
      'aria-valuetext': t('slot {0}', cursor),
      after: (frame) => void widthOf(frame),
      on: {
        keydown: (event: KeyboardEvent) => {
          if (event.ctrlKey || event.metaKey || event.altKey || !onKey(event, stretches)) return;
          event.preventDefault();
          moved();
        },
        wheel: (event: WheelEvent) => {
          if (!onWheel(event, slotUnder(event))) return;
          event.preventDefault();
          redraw();
        },
        pointerdown: onPress,
        pointermove: (event: PointerEvent) => {
          if (onDrag(event)) redraw();
          tell(event.currentTarget as Element, stretches, looked);
        },
        pointerup: (event: PointerEvent) => onRelease(event) && moved(),
        pointerleave: (event: PointerEvent) => {
          view.hovered = undefined;
          tell(event.currentTarget as Element, stretches, looked);
        },
      },
    },
    looked &&
      el('canvas', {
        key: 'heat',
        'aria-hidden': 'true',
        after: (canvas) => paintBars(canvas as HTMLCanvasElement, looked.heat),
      }),
    el('canvas', {
      key: 'owners',
      'aria-hidden': 'true',
      after: (canvas) => paint(canvas as HTMLCanvasElement, stretches),
    }),
  );
}

/** The slot that is pointed at, or the cursor's. */
export function readout(stretches: readonly Stretch[], looked: HeatView['looked']): string {
  const slot = view.hovered ?? view.cursor;
  if (slot === undefined) return t('Point at a slot, or press an arrow key');
  return `${slotWords(stretches, slot)}${heatAt(looked, slot)}`;
}

/** " · 12 keys" */
function heatAt(looked: HeatView['looked'], slot: number): string {
  const { heat } = looked ?? {};
  return heat ? ` · ${valueWords(heat.metric, heat.numbers[slot] ?? UNTOLD)}` : '';
}

/** A pointer moves too often to render everything: only the line beneath is written, as it would be. */
function tell(ribbon: Element, stretches: readonly Stretch[], looked: HeatView['looked']): void {
  const line = ribbon.parentElement?.querySelector('.readout')?.firstChild;
  if (line) line.nodeValue = readout(stretches, looked);
}
