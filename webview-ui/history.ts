import { Ring } from '../src/model/history/ring';
import { type HistoryData, SERIES, type SeriesName } from '../src/model/history/series';

/** What the page remembers of its nodes over the last five minutes. It grows in place: a copy a second is a waste. */
export class History {
  readonly #rings = new Map<string, Partial<Record<SeriesName, Ring>>>();

  static from(data: HistoryData): History {
    const history = new History();
    history.append(data);
    return history;
  }

  append(data: HistoryData): void {
    for (const [node, series] of Object.entries(data)) {
      const rings = this.#rings.get(node) ?? {};
      for (const name of SERIES) {
        const points = series[name];
        if (!points) continue;
        const ring = rings[name] ?? new Ring();
        ring.append(points);
        rings[name] = ring;
      }
      this.#rings.set(node, rings);
    }
  }

  /** Forgets nodes that are no longer there. */
  keepOnly(nodes: readonly string[]): void {
    if (this.#rings.size <= nodes.length) return;
    const there = new Set(nodes);
    for (const id of this.#rings.keys()) if (!there.has(id)) this.#rings.delete(id);
  }

  of(node: string, name: SeriesName): Ring | undefined {
    return this.#rings.get(node)?.[name];
  }
}
