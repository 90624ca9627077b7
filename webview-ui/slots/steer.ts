import { SLOT_COUNT } from '../../src/model/slot-owners';
import type { Stretch } from './owners';
import { moveTo, view } from './view';
import { ALL, panned, zoomed } from './window';
import { stretchAt } from './words';

export const CLOSER = 0.5;
const WHEEL = 0.8;

/** What the middle of attention is: the cursor if it is seen, else the middle of what is. */
export function middle(): number {
  const { window, cursor } = view;
  const seen = cursor !== undefined && cursor >= window.first && cursor < window.first + window.count;
  return seen ? cursor : window.first + window.count / 2;
}

/** Does what a key asks for; false when it is none of ours. */
export function onKey({ key }: KeyboardEvent, stretches: readonly Stretch[]): boolean {
  const at = view.cursor ?? view.window.first;
  const here = stretchAt(stretches, at)?.range ?? [at, at];
  const moves: Readonly<Record<string, number>> = {
    ArrowLeft: at - 1,
    ArrowRight: view.cursor === undefined ? at : at + 1,
    ArrowUp: at > here[0] ? here[0] : (stretchAt(stretches, at - 1)?.range[0] ?? 0),
    ArrowDown: here[1] + 1,
    PageUp: at - Math.round(view.window.count / 10),
    PageDown: at + Math.round(view.window.count / 10),
    Home: 0,
    End: SLOT_COUNT - 1,
  };
  const to = moves[key];
  if (to !== undefined) moveTo(to);
  else if (key === '+' || key === '=') view.window = zoomed(view.window, CLOSER, middle());
  else if (key === '-') view.window = zoomed(view.window, 1 / CLOSER, middle());
  else if (key === '0') view.window = ALL;
  else return false;
  return true;
}

/**
 * Wheel with Ctrl (which a pinch is, too), or while the ribbon has the focus: zoom. Sideways: pan. Else the page
 * scrolls as it does everywhere. False when it is none of ours.
 */
export function onWheel(event: WheelEvent, slot: number): boolean {
  const { deltaX, deltaY, ctrlKey, metaKey, shiftKey } = event;
  const { window } = view;
  const sideways = shiftKey ? deltaX || deltaY : Math.abs(deltaX) > Math.abs(deltaY) ? deltaX : 0;
  if (sideways !== 0) {
    if (window.count === SLOT_COUNT) return false;
    view.window = panned(window, (Math.sign(sideways) * window.count) / 12);
    return true;
  }
  const focused = event.currentTarget === document.activeElement;
  if (!(ctrlKey || metaKey || focused) || deltaY === 0) return false;
  view.window = zoomed(window, deltaY < 0 ? WHEEL : 1 / WHEEL, slot);
  return true;
}
