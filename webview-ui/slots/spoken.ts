/** Who presses an arrow key for long wants to hear where it ends, not every step. ms */
const PAUSE_MS = 400;
let timer: ReturnType<typeof setTimeout> | undefined;
let words = '';

/** What was last said of slots. */
export const spoken = (): string => words;

/** Says something politely, once nothing else is to be said for a moment. */
export function speak(next: string, redraw: () => void): void {
  clearTimeout(timer);
  timer = setTimeout(() => {
    words = next;
    redraw();
  }, PAUSE_MS);
}
