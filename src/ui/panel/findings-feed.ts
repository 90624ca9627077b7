import type { Finding } from '../../model/findings/finding';

export interface FindingsSource {
  /** What is wrong with a topology now, the worst first: the same array until it changes. */
  of(topologyId: string): readonly Finding[];
  /** Tells which topology's findings changed. Gives the function that ends it. */
  onChange(listener: (topologyId: string) => void): () => void;
}

/** Remembers which findings a page has. */
export class FindingsFeed {
  readonly #source: FindingsSource;
  #sent: readonly Finding[] = [];

  constructor(source: FindingsSource) {
    this.#source = source;
  }

  /** The page begins anew, with none. */
  forget(): void {
    this.#sent = [];
  }

  /** All findings, when they are others than the page has; else undefined. */
  news(topologyId: string): readonly Finding[] | undefined {
    const now = this.#source.of(topologyId);
    if (now === this.#sent || (now.length === 0 && this.#sent.length === 0)) return undefined;
    this.#sent = now;
    return now;
  }
}
