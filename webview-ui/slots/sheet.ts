import type { Palette } from './tints';
import type { Window } from './window';

/** How high the stretches are, and the whole ribbon with its numbers. */
export const BAND = 26;
export const HEIGHT = 50;

/** What the ribbon is drawn on. */
export interface Sheet {
  readonly pen: CanvasRenderingContext2D;
  readonly width: number;
  readonly colours: Palette;
  readonly window: Window;
  readonly x: (slot: number) => number;
}
