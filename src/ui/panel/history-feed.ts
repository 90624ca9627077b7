import type { HistoryData } from '../../model/history/series';

export interface HistorySource {
  read(topologyId: string, has?: ReadonlyMap<string, number>): HistoryData;
}

/** Remembers which points a page has, so that it is sent each of them once. */
export class HistoryFeed {
  readonly #source: HistorySource;
  readonly #has = new Map<string, number>();

  constructor(source: HistorySource) {
    this.#source = source;
  }

  /** All points: the page has none. */
  whole(topologyId: string): HistoryData {
    this.#has.clear();
    return this.news(topologyId);
  }

  /** The points that the page does not have yet. */
  news(topologyId: string): HistoryData {
    const data = this.#source.read(topologyId, this.#has);
    for (const [node, series] of Object.entries(data)) {
      const newest = Math.max(...Object.values(series).map(({ at }) => at.at(-1) ?? 0), 0);
      this.#has.set(node, Math.max(newest, this.#has.get(node) ?? 0));
    }
    return data;
  }
}
