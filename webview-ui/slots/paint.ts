import { SLOT_COUNT } from '../../src/model/slot-owners';
import { widthOf } from '../measure';
import type { Stretch } from './owners';
import { type Palette, readPalette, themeRevision } from './tints';
import { view } from './view';
import type { Window } from './window';
import { stretchLabel } from './words';

const BAND = 26;
const HEIGHT = 50;
/** What is not as it should be is never thinner, however many slots a pixel stands for. */
const LEAST_SEEN = 3;
const drawn = new WeakMap<Element, readonly unknown[]>();

interface Sheet {
  readonly pen: CanvasRenderingContext2D;
  readonly width: number;
  readonly colours: Palette;
  readonly window: Window;
  readonly x: (slot: number) => number;
}

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

/** From where to how far a stretch is seen. */
function extent({ x, width }: Sheet, { range }: Stretch): { from: number; w: number } {
  const from = Math.max(x(range[0]), 0);
  return { from, w: Math.max(Math.min(x(range[1] + 1), width) - from - 1, 1) };
}

function served(sheet: Sheet, s: Stretch): void {
  const { pen, colours } = sheet;
  const { from, w } = extent(sheet, s);
  tinted(sheet, s, from, w);
  if (colours.outline && w > 3) {
    pen.strokeStyle = colours.outline;
    pen.strokeRect(from + 0.5, 0.5, w - 1, BAND - 1);
  }
  label(sheet, stretchLabel(s), from, w);
}

function tinted({ pen, colours }: Sheet, s: Stretch, from: number, w: number): void {
  pen.globalAlpha = colours.outline ? 0.12 : 0.38;
  pen.fillStyle = colours.tint(s.tint);
  pen.fillRect(from, 0, w, BAND);
  pen.globalAlpha = 1;
}

/** Hatched: not served and disputed upwards in the colour of trouble, moving downwards in that of words. */
function unusual(sheet: Sheet, s: Stretch): void {
  const { pen, colours } = sheet;
  const { from, w: exact } = extent(sheet, s);
  const w = Math.max(exact, LEAST_SEEN);
  const moving = s.state === 'migrating' || s.state === 'importing';
  pen.save();
  pen.beginPath();
  pen.rect(from, 0, w, BAND);
  pen.clip();
  pen.fillStyle = colours.background;
  pen.fillRect(from, 0, w, BAND);
  if (moving) tinted(sheet, s, from, w);
  const strong = s.state === 'unserved' ? colours.error : colours.warning;
  pen.strokeStyle = moving ? colours.text : strong;
  pen.globalAlpha = 0.45;
  pen.beginPath();
  for (let at = from - BAND; at < from + w; at += 6) {
    pen.moveTo(at, moving ? 0 : BAND);
    pen.lineTo(at + BAND, moving ? BAND : 0);
  }
  pen.stroke();
  pen.globalAlpha = 1;
  pen.strokeRect(from + 0.5, 0.5, Math.max(w - 1, 1), BAND - 1);
  pen.restore();
  label(sheet, stretchLabel(s), from, w, true);
}

function label({ pen, colours }: Sheet, words: string, from: number, w: number, cleared = false): void {
  pen.font = `12px ${colours.family}`;
  pen.textAlign = 'left';
  const size = pen.measureText(words).width;
  if (size + 14 > w) return;
  if (cleared) {
    pen.fillStyle = colours.background;
    pen.fillRect(from + 5, 4, size + 6, BAND - 8);
  }
  pen.fillStyle = colours.text;
  pen.fillText(words, from + 8, 17);
}

/** Slot numbers beneath the borders, as many as there is room for. */
function ticks({ pen, width, colours, window, x }: Sheet, seen: readonly Stretch[]): void {
  pen.font = `11px ${colours.family}`;
  pen.fillStyle = colours.dim;
  pen.textAlign = 'right';
  const end = `${window.first + window.count - 1}`;
  pen.fillText(end, width, 40);
  const limit = width - pen.measureText(end).width - 8;
  pen.textAlign = 'left';
  let free = 0;
  for (const { range } of seen) {
    const slot = Math.max(range[0], window.first);
    const words = `${slot}`;
    const size = pen.measureText(words).width;
    if (x(slot) < free || x(slot) + size > limit) continue;
    pen.fillText(words, x(slot), 40);
    free = x(slot) + size + 10;
  }
}

/** Zoomed in: which part of all slots is seen. */
function overview({ pen, width, colours, window }: Sheet): void {
  pen.fillStyle = colours.dim;
  pen.globalAlpha = 0.35;
  pen.fillRect(0, HEIGHT - 3, width, 1);
  pen.globalAlpha = 1;
  const w = Math.max((window.count / SLOT_COUNT) * width, 4);
  pen.fillRect((window.first / SLOT_COUNT) * width, HEIGHT - 4, w, 3);
}

function pointer({ pen, colours, window, width, x }: Sheet, slot: number): void {
  if (slot < window.first || slot >= window.first + window.count) return;
  const cell = width / window.count;
  const at = Math.min(Math.max(x(slot) + cell / 2, 1), width - 1);
  pen.strokeStyle = colours.text;
  pen.lineWidth = 2;
  if (cell > 6) pen.strokeRect(x(slot) + 1, 1, cell - 2, BAND - 2);
  pen.fillStyle = colours.text;
  pen.beginPath();
  pen.moveTo(at, BAND - 5);
  pen.lineTo(at - 5, BAND + 3);
  pen.lineTo(at + 5, BAND + 3);
  pen.fill();
}
