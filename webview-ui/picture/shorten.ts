/** SVG has no ellipsis: words are measured, and shortened in the middle, since names differ at their end. */
const pen = document.createElement('canvas').getContext('2d');
const widths = new Map<string, number>();

function widthOf(words: string, font: string): number {
  const key = `${font}|${words}`;
  let width = widths.get(key);
  if (width === undefined) {
    if (widths.size > 5000) widths.clear();
    if (pen && pen.font !== font) pen.font = font;
    width = pen?.measureText(words).width ?? words.length * 8;
    widths.set(key, width);
  }
  return width;
}

/** How wide words are, in pixels. */
export const measured = (words: string, size: number): number => widthOf(words, `${size}px ${getFamily()}`);

/** The words, shortened to a room; in the middle unless told to cut their end. */
export function shorten(words: string, room: number, size: number, end = false): string {
  const font = `${size}px ${getFamily()}`;
  if (widthOf(words, font) <= room) return words;
  let keep = Math.min(words.length - 1, Math.floor((room / widthOf(words, font)) * words.length));
  for (; keep > 1; keep--) {
    const tail = end ? 0 : Math.floor(keep / 2);
    const short = `${words.slice(0, keep - tail)}…${tail > 0 ? words.slice(-tail) : ''}`;
    if (widthOf(short, font) <= room) return short;
  }
  return '…';
}

let family: string | undefined;
function getFamily(): string {
  family ??= getComputedStyle(document.body).fontFamily;
  return family;
}
