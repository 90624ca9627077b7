import { SLOT_COUNT } from '../../src/model/slot-owners';
import { widthOf } from '../measure';
import { served, unusual } from './bands';
import type { Stretch } from './owners';
import { overview, pointer, ticks } from './ruler';
import { HEIGHT } from './sheet';
import { readPalette, themeRevision } from './tints';
import { view } from './view';

const drawn = new WeakMap<Element, readonly unknown[]>();

/** Draws the ribbon, unless it is drawn like this already. */
export function paint(canvas: HTMLCanvasElement, stretches: readonly Stretch[]): void {
  const width = widthOf(canvas.parentElement) ?? 0;
  const scale = globalThis.devicePixelRatio || 1;
  const { window, cursor } = view;
  const look = [stretches, width, scale, themeRevision(), window.first, window.count, cursor];
  const before = drawn.get(canvas);
  if (width === 0 || (before && look.every((part, i) => part === before[i]))) return;
  drawn.set(canvas, look);
  canvas.width = width * scale;
  canvas.height = HEIGHT * scale;
  canvas.style.width = `${width}px`;
  canvas.style.height = `${HEIGHT}px`;
  const pen = canvas.getContext('2d');
  if (!pen) return;
  pen.scale(scale, scale);
  const x = (slot: number) => ((slot - window.first) / window.count) * width;
  const sheet = { pen, width, colours: readPalette(canvas), window, x };
  const seen = stretches.filter(
    ({ range }) => range[1] >= window.first && range[0] < window.first + window.count,
  );
  for (const s of seen) if (s.state === 'served') served(sheet, s);
  for (const s of seen) if (s.state !== 'served') unusual(sheet, s);
  ticks(sheet, seen);
  if (window.count < SLOT_COUNT) overview(sheet);
  if (cursor !== undefined) pointer(sheet, cursor);
}
