import { SLOT_COUNT } from '../../src/model/slot-owners';
import { type Described, el } from '../elements';
import { number, t } from '../l10n';
import { widthOf } from '../measure';
import type { Stretch } from './owners';
import { type Palette, readPalette, themeRevision } from './tints';

const BAND = 26;
const HEIGHT = 46;
const drawn = new WeakMap<Element, string>();

/** The ribbon of all slots: who serves which, by place and name; holes and disputes hatched. */
export function ribbon(stretches: readonly Stretch[]): Described {
  return el(
    'div',
    { class: 'ribbon', key: 'ribbon', after: (frame) => void widthOf(frame) },
    el('canvas', {
      role: 'img',
      'aria-label': t('All 16384 slots by the node that serves them; the table below says the same'),
      after: (canvas) => paint(canvas as HTMLCanvasElement, stretches),
    }),
  );
}

function paint(canvas: HTMLCanvasElement, stretches: readonly Stretch[]): void {
  const width = widthOf(canvas.parentElement) ?? 0;
  const scale = window.devicePixelRatio || 1;
  const look = stretches.map((s) => `${s.range.join('-')}${s.state}${s.owner?.name ?? ''}`).join();
  const key = `${width} ${scale} ${themeRevision()} ${look}`;
  if (width === 0 || drawn.get(canvas) === key) return;
  drawn.set(canvas, key);
  canvas.width = width * scale;
  canvas.height = HEIGHT * scale;
  canvas.style.width = `${width}px`;
  canvas.style.height = `${HEIGHT}px`;
  const pen = canvas.getContext('2d');
  if (!pen) return;
  pen.scale(scale, scale);
  const colours = readPalette(canvas);
  const x = (slot: number) => (slot / SLOT_COUNT) * width;
  for (const s of stretches) band(pen, s, x(s.range[0]), x(s.range[1] + 1), colours);
  ticks(pen, stretches, x, width, colours);
}

function band(pen: CanvasRenderingContext2D, s: Stretch, from: number, to: number, c: Palette): void {
  const w = Math.max(to - from - 1, 1);
  if (s.state === 'served') {
    pen.globalAlpha = c.outline ? 0.12 : 0.38;
    pen.fillStyle = c.tint(s.tint);
    pen.fillRect(from, 0, w, BAND);
    pen.globalAlpha = 1;
    if (c.outline && w > 3) {
      pen.strokeStyle = c.outline;
      pen.strokeRect(from + 0.5, 0.5, w - 1, BAND - 1);
    }
  } else {
    hatch(pen, from, Math.max(w, 2), s.state === 'unserved' ? c.error : c.warning, c);
  }
  label(pen, labelOf(s), from, w, c);
}

function labelOf({ state, owner }: Stretch): string {
  if (state === 'unserved') return `✖ ${t('not served')}`;
  return state === 'disputed' ? `▲ ${t('disputed')}` : (owner?.name ?? '');
}

function label(pen: CanvasRenderingContext2D, words: string, from: number, w: number, c: Palette): void {
  pen.font = `12px ${c.family}`;
  pen.textAlign = 'left';
  const size = pen.measureText(words).width;
  if (size + 14 > w) return;
  pen.fillStyle = c.text;
  pen.fillText(words, from + 8, 17);
}

function hatch(pen: CanvasRenderingContext2D, from: number, w: number, colour: string, c: Palette): void {
  pen.save();
  pen.beginPath();
  pen.rect(from, 0, w, BAND);
  pen.fillStyle = c.background;
  pen.fill();
  pen.clip();
  pen.strokeStyle = colour;
  pen.globalAlpha = 0.45;
  for (let at = from - BAND; at < from + w; at += 6) {
    pen.moveTo(at, BAND);
    pen.lineTo(at + BAND, 0);
  }
  pen.stroke();
  pen.globalAlpha = 1;
  pen.strokeRect(from + 0.5, 0.5, Math.max(w - 1, 1), BAND - 1);
  pen.restore();
}

/** Slot numbers beneath the borders, as many as there is room for. */
function ticks(
  pen: CanvasRenderingContext2D,
  stretches: readonly Stretch[],
  x: (slot: number) => number,
  width: number,
  c: Palette,
): void {
  pen.font = `11px ${c.family}`;
  pen.fillStyle = c.dim;
  pen.textAlign = 'right';
  const end = number(SLOT_COUNT - 1);
  pen.fillText(end, width, 41);
  const limit = width - pen.measureText(end).width - 8;
  pen.textAlign = 'left';
  let free = 0;
  for (const { range } of stretches) {
    const words = number(range[0]);
    const size = pen.measureText(words).width;
    if (x(range[0]) < free || x(range[0]) + size > limit) continue;
    pen.fillText(words, x(range[0]), 41);
    free = x(range[0]) + size + 10;
  }
}
