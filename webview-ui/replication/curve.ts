import type { Ring } from '../../src/model/history/ring';
import { type Described, el } from '../elements';
import { t } from '../l10n';
import { widthOf } from '../measure';
import { drawWhenSeen } from '../seen';
import { readPalette, themeRevision } from '../slots/tints';
import { linesOf, SPAN_MS, topOf } from './scale';

const HEIGHT = 28;
const FLOOR = HEIGHT - 2;
/** Who wants no motion gets a new curve this seldom. ms */
const STILL_MS = 10_000;
const still = matchMedia('(prefers-reduced-motion: reduce)');
const drawn = new WeakMap<Element, readonly unknown[]>();

export interface Curve {
  /** Of whom, for those who do not see it. */
  readonly name: string;
  readonly ring: Ring | undefined;
  /** Bytes that its master writes in a second. */
  readonly oneSecond: number | undefined;
  /** Where the curve ends, ms since 1970. */
  readonly until: number;
}

/** Bytes behind over the last five minutes, by hand on a canvas; the numbers stand beside it. */
export function curve(of: Curve): Described {
  return el(
    'div',
    { class: 'curve', after: (frame) => void widthOf(frame) },
    el('canvas', {
      role: 'img',
      'aria-label': t('Curve of the bytes that {0} was behind; the numbers stand beside it', of.name),
      after: (canvas) => drawWhenSeen(canvas, () => paint(canvas as HTMLCanvasElement, of)),
    }),
  );
}

function paint(canvas: HTMLCanvasElement, { ring, oneSecond, until }: Curve): void {
  const width = widthOf(canvas.parentElement) ?? 0;
  const scale = window.devicePixelRatio || 1;
  const moment = still.matches ? Math.floor(until / STILL_MS) : until;
  const look = [ring, moment, width, scale, themeRevision()];
  const before = drawn.get(canvas);
  if (width === 0 || (before && look.every((part, i) => part === before[i]))) return;
  drawn.set(canvas, look);
  const pen = sheet(canvas, width, scale);
  if (!pen) return;
  const colours = readPalette(canvas);
  const points = ring ? ring.lastOf(until - SPAN_MS) : [];
  const top = topOf(points, oneSecond);
  const y = (bytes: number) => FLOOR - (bytes / top) * (FLOOR - 2);
  pen.lineWidth = 1;
  pen.strokeStyle = colours.dim;
  pen.globalAlpha = 0.35;
  stroke(pen, [
    { x: 0, y: FLOOR + 1.5 },
    { x: width, y: FLOOR + 1.5 },
  ]);
  pen.globalAlpha = 1;
  if (oneSecond) {
    const line = Math.round(y(oneSecond)) + 0.5;
    pen.setLineDash([1, 3]);
    stroke(pen, [
      { x: 0, y: line },
      { x: width, y: line },
    ]);
    pen.setLineDash([]);
  }
  pen.strokeStyle = colours.tint(0);
  pen.lineWidth = 1.25;
  const x = (at: number) => width - ((until - at) / SPAN_MS) * width;
  for (const line of linesOf(points, (p) => ({ x: x(p.at), y: y(p.value) }))) stroke(pen, line);
}

/** An empty canvas of the right size. */
function sheet(canvas: HTMLCanvasElement, width: number, scale: number): CanvasRenderingContext2D | null {
  const [w, h] = [Math.round(width * scale), Math.round(HEIGHT * scale)];
  if (canvas.width !== w) canvas.width = w;
  if (canvas.height !== h) canvas.height = h;
  const pen = canvas.getContext('2d');
  pen?.setTransform(scale, 0, 0, scale, 0, 0);
  pen?.clearRect(0, 0, width, HEIGHT);
  return pen;
}

function stroke(pen: CanvasRenderingContext2D, line: readonly { x: number; y: number }[]): void {
  const [first] = line;
  if (!first) return;
  pen.beginPath();
  // A lone point is a dot.
  pen.moveTo(line.length === 1 ? first.x - 1 : first.x, first.y);
  for (const { x, y } of line) pen.lineTo(x, y);
  pen.stroke();
}
