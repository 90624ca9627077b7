/** What of an engine is looked at in this window: only that is asked. */
export class Attention {
  readonly #lookers = new Map<string, string>();
  readonly #listeners = new Set<() => void>();

  /** Whether anybody looks at anything. */
  get any(): boolean {
    return this.#lookers.size > 0;
  }

  /** Tells what `who` looks at: a topology's id, `all` of them, or nothing. */
  set(who: string, what: string | undefined): void {
    if (what === undefined) this.#lookers.delete(who);
    else this.#lookers.set(who, what);
  }

  /** Whether somebody looks at a topology. */
  isOn(topologyId: string): boolean {
    return [...this.#lookers.values()].some((what) => what === topologyId || what === 'all');
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Lets everybody know that {@link set} was called. */
  tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }

  dispose(): void {
    this.#lookers.clear();
    this.#listeners.clear();
  }
}
