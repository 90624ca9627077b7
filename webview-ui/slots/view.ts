import { SLOT_COUNT } from '../../src/model/slot-owners';
import { ALL, around, including, type Window } from './window';

/** How the ribbon is looked at. Only the page knows; it is not kept. */
interface View {
  window: Window;
  /** The slot that keys move from, and that was found last. */
  cursor: number | undefined;
  /** The slot under the pointer. */
  hovered: number | undefined;
  /** What a user looks for the slot of. */
  key: string;
}

export const view: View = { window: ALL, cursor: undefined, hovered: undefined, key: '' };

export function moveTo(slot: number): void {
  view.cursor = Math.min(Math.max(slot, 0), SLOT_COUNT - 1);
  view.window = including(view.window, view.cursor);
}

/** Goes to a range, close enough to see it. */
export function show(from: number, to = from): void {
  view.window = around(from, to);
  view.cursor = from;
}
