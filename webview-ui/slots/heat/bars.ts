import { widthOf } from '../../measure';
import { readPalette, themeRevision } from '../tints';
import { view } from '../view';
import type { Window } from '../window';
import type { Heat } from './metric';

const HEIGHT = 48;
const FLOOR = HEIGHT - 4;
const drawn = new WeakMap<Element, readonly unknown[]>();

/** The hottest slot of each stretch of the ribbon that one bar stands for; below zero: none of them is told of. */
export function peaks(numbers: readonly number[], { first, count }: Window, bars: number): number[] {
  return Array.from({ length: bars }, (_, bar) => {
    const from = first + Math.floor((bar * count) / bars);
    const to = Math.max(first + Math.floor(((bar + 1) * count) / bars), from + 1);
    let peak = -1;
    for (let slot = from; slot < to; slot++) peak = Math.max(peak, numbers[slot] ?? -1);
    return peak;
  });
}

/** Draws heat above the ribbon: by height, and stronger where it is more. Dotted where nobody told. */
export function paintBars(canvas: HTMLCanvasElement, heat: Heat | undefined): void {
  const width = widthOf(canvas.parentElement) ?? 0;
  const scale = globalThis.devicePixelRatio || 1;
  const { window } = view;
  const look = [heat, width, scale, themeRevision(), window.first, window.count];
  const before = drawn.get(canvas);
  if (width === 0 || (before && look.every((part, i) => part === before[i]))) return;
  drawn.set(canvas, look);
  canvas.width = width * scale;
  canvas.height = HEIGHT * scale;
  canvas.style.width = `${width}px`;
  canvas.style.height = `${HEIGHT}px`;
  const pen = canvas.getContext('2d');
  if (!pen || !heat) return;
  pen.scale(scale, scale);
  const colours = readPalette(canvas);
  const full = heat.top[0]?.value ?? 0;
  const bars = Math.max(1, Math.min(Math.floor(width / 2), window.count));
  const step = width / bars;
  peaks(heat.numbers, window, bars).forEach((peak, bar) => {
    const untold = peak < 0;
    if (untold && bar % 2 === 1) return;
    const share = full > 0 ? Math.max(peak, 0) / full : 0;
    // What is there at all is seen, however little beside the hottest.
    const h = share > 0 ? Math.max(share * (FLOOR - 2), 2) : 1;
    pen.globalAlpha = share > 0 ? (colours.outline ? 1 : 0.45 + 0.55 * share) : 0.35;
    pen.fillStyle = share > 0 ? colours.heat : colours.dim;
    pen.fillRect(bar * step, FLOOR - h, Math.max(step - (step > 6 ? 1 : 0), 1), h);
  });
}
