/** Two askings of the same are at least so far apart, ms. */
const APART_MS = 120;

/** Has a topology asked soon after something happened to it; what happens in quick succession is asked for once. */
export class Nudges {
  readonly #ask: (topologyId: string) => void;
  readonly #waiting = new Map<string, NodeJS.Timeout>();
  readonly #last = new Map<string, number>();

  constructor(ask: (topologyId: string) => void) {
    this.#ask = ask;
  }

  /** @param now ms */
  nudge(topologyId: string, now: number): void {
    if (this.#waiting.has(topologyId)) return;
    const wait = Math.max(0, (this.#last.get(topologyId) ?? 0) + APART_MS - now);
    this.#last.set(topologyId, now + wait);
    this.#waiting.set(
      topologyId,
      setTimeout(() => {
        this.#waiting.delete(topologyId);
        this.#ask(topologyId);
      }, wait),
    );
  }

  forget(topologyId: string): void {
    clearTimeout(this.#waiting.get(topologyId));
    this.#waiting.delete(topologyId);
    this.#last.delete(topologyId);
  }

  dispose(): void {
    for (const id of [...this.#waiting.keys()]) this.forget(id);
  }
}
