import type { MigrationEnd, MigrationProgress } from '../../model/moves/migration';
import type { MigrationNews } from '../../protocol/to-page';

export interface MigrationSource {
  /** How a topology's migration goes; undefined while none runs. */
  of(topologyId: string): MigrationProgress | undefined;
  /** How its last one ended; undefined while one runs. */
  ended(topologyId: string): MigrationEnd | undefined;
  /** Tells which topology's migration changed. Gives the function that ends it. */
  onChange(listener: (topologyId: string) => void): () => void;
}

/** Remembers what a page knows of the migration, so that it is told only what is new. */
export class MigrationFeed {
  readonly #source: MigrationSource;
  #told: MigrationNews = {};

  constructor(source: MigrationSource) {
    this.#source = source;
  }

  /** The page begins anew: it knows of none. */
  forget(): void {
    this.#told = {};
  }

  /** How it is, where the page knows otherwise. Progress is a new object whenever anything in it is new. */
  news(topologyId: string): MigrationNews | undefined {
    const news = { progress: this.#source.of(topologyId), ended: this.#source.ended(topologyId) };
    if (news.progress === this.#told.progress && news.ended === this.#told.ended) return undefined;
    this.#told = news;
    return news;
  }
}
