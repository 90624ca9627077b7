import type { Stretch } from './owners';
import { BAND, type Sheet } from './sheet';
import { stretchLabel } from './words';

/** What is not as it should be is never thinner, however many slots a pixel stands for. */
const LEAST_SEEN = 3;

/** From where to how far a stretch is seen. */
function extent({ x, width }: Sheet, { range }: Stretch): { from: number; w: number } {
  const from = Math.max(x(range[0]), 0);
  return { from, w: Math.max(Math.min(x(range[1] + 1), width) - from - 1, 1) };
}

/** By place, name and tint. */
export function served(sheet: Sheet, s: Stretch): void {
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
export function unusual(sheet: Sheet, s: Stretch): void {
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
