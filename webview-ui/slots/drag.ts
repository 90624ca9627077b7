import { moveTo, view } from './view';
import { panned, type Window } from './window';

/** Pixels within which a press is a click. */
const CLICK = 4;
let press: { readonly x: number; readonly window: Window; dragged: boolean } | undefined;

/** The slot at a place of the ribbon. */
export function slotUnder(event: MouseEvent): number {
  const { left, width } = (event.currentTarget as Element).getBoundingClientRect();
  const { first, count } = view.window;
  const slot = first + Math.floor(((event.clientX - left) / Math.max(width, 1)) * count);
  return Math.min(Math.max(slot, first), first + count - 1);
}

export function onPress(event: PointerEvent): void {
  if (event.button !== 0) return;
  press = { x: event.clientX, window: view.window, dragged: false };
  (event.currentTarget as Element).setPointerCapture(event.pointerId);
}

/** Pans while pressed; true when what is seen has changed. */
export function onDrag(event: PointerEvent): boolean {
  view.hovered = slotUnder(event);
  if (!press) return false;
  const by = press.x - event.clientX;
  if (!press.dragged && Math.abs(by) < CLICK) return false;
  press.dragged = true;
  const { width } = (event.currentTarget as Element).getBoundingClientRect();
  view.window = panned(press.window, (by / Math.max(width, 1)) * press.window.count);
  return true;
}

/** A press without a drag sets the cursor; true when it did. */
export function onRelease(event: PointerEvent): boolean {
  const clicked = press !== undefined && !press.dragged;
  press = undefined;
  if (clicked) moveTo(slotUnder(event));
  return clicked;
}
