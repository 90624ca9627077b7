/**
 * Puts an engine's times on our clock: the engine may run elsewhere, with a clock that goes otherwise, and steps of one
 * story come from both. An event cannot be told before it happened, so the shortest way any event took is the
 * difference of the clocks (and a few ms).
 */
export class EngineClock {
  #difference: number | undefined;

  /**
   * @param at when it happened, on the engine's clock, ms
   * @param heard when we were told, on ours, ms
   */
  ours(at: number, heard: number): number {
    const took = heard - at;
    this.#difference = Math.min(this.#difference ?? took, took);
    // Clocks that agree as far as can be told are left alone: a few ms are the way here.
    return Math.abs(this.#difference) < 50 ? Math.min(at, heard) : at + this.#difference;
  }

  /** Another engine may follow. */
  forget(): void {
    this.#difference = undefined;
  }
}
