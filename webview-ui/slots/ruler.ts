import { SLOT_COUNT } from '../../src/model/slot-owners';
import type { Stretch } from './owners';
import { BAND, HEIGHT, type Sheet } from './sheet';

/** Slot numbers beneath the borders, as many as there is room for. */
export function ticks({ pen, width, colours, window, x }: Sheet, seen: readonly Stretch[]): void {
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
export function overview({ pen, width, colours, window }: Sheet): void {
  pen.fillStyle = colours.dim;
  pen.globalAlpha = 0.35;
  pen.fillRect(0, HEIGHT - 3, width, 1);
  pen.globalAlpha = 1;
  const w = Math.max((window.count / SLOT_COUNT) * width, 4);
  pen.fillRect((window.first / SLOT_COUNT) * width, HEIGHT - 4, w, 3);
}

/** Where the cursor is. */
export function pointer({ pen, colours, window, width, x }: Sheet, slot: number): void {
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
