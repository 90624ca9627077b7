let marked = false;

/** Marks when the topology stood in the page first, and when it was on the screen (`npm run bench -- dashboard`). */
export function markFirstPaint(): void {
  if (marked) return;
  marked = true;
  performance.mark('topology-drawn');
  // The frame after the next begins when the next has been painted.
  requestAnimationFrame(() => requestAnimationFrame(() => performance.mark('topology-painted')));
}
