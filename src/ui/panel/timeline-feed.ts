import type { TimelineChange, TimelineEntry } from '../../model/timeline/entry';

export interface TimelineSource {
  /** Grows with every change of a topology's timeline. */
  revision(topologyId: string): number;
  /** The newest entries, oldest first. */
  latest(topologyId: string, most: number): readonly TimelineEntry[];
  since(topologyId: string, revision: number): TimelineChange;
  /** Tells which topology's timeline changed. Gives the function that ends it. */
  onChange(listener: (topologyId: string) => void): () => void;
}

/** How many entries a page is given at first. */
const AT_FIRST = 200;

/** Remembers what a page knows of the timeline, so that it is sent only what it does not. */
export class TimelineFeed {
  readonly #source: TimelineSource;
  #revision = 0;

  constructor(source: TimelineSource) {
    this.#source = source;
  }

  /** The newest entries: the page has none. */
  whole(topologyId: string): readonly TimelineEntry[] {
    this.#revision = this.#source.revision(topologyId);
    return this.#source.latest(topologyId, AT_FIRST);
  }

  /** What the page does not know yet; undefined when it knows all. */
  news(topologyId: string): TimelineChange | undefined {
    const revision = this.#source.revision(topologyId);
    if (revision === this.#revision) return undefined;
    const change = this.#source.since(topologyId, this.#revision);
    this.#revision = revision;
    return change.changed.length + change.removed.length > 0 ? change : undefined;
  }
}
