/** Tells the person at the terminal what happens now. */
export type Say = (text: string) => void;

/** A `Say` that prints each step with the seconds since it was made. */
export function timedSay(): Say {
  const start = performance.now();
  return (text) => console.log(`[${((performance.now() - start) / 1000).toFixed(1).padStart(6)} s] ${text}`);
}

/** What an unknown thrown value says. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
