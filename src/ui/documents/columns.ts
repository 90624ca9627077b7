/** How many columns of a fixed-width font a string takes: East Asian wide characters take two. */
export function width(words: string): number {
  let columns = 0;
  for (const character of words) columns += isWide(character.codePointAt(0) ?? 0) ? 2 : 1;
  return columns;
}

/** The string, with spaces behind it up to a width. */
export function padded(words: string, columns: number): string {
  return words + ' '.repeat(Math.max(0, columns - width(words)));
}

/** Hangul, kana, ideographs, full-width forms: the blocks that a terminal or editor draws two columns wide. */
function isWide(code: number): boolean {
  return (
    (code >= 0x1100 && code <= 0x115f) ||
    (code >= 0x2e80 && code <= 0xa4cf) ||
    (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xfe30 && code <= 0xfe6f) ||
    (code >= 0xff00 && code <= 0xff60) ||
    (code >= 0xffe0 && code <= 0xffe6) ||
    (code >= 0x20000 && code <= 0x3fffd)
  );
}
