import type { Memento } from 'vscode';
import { reasonOf } from '../../model/failure';
import type { Log } from '../../model/log';
import type { TimelineEntry } from '../../model/timeline/entry';
import { isTimelineEntry } from '../../model/timeline/entry-check';
import { KEPT_MS, MOST_ENTRIES } from '../../model/timeline/timeline';
import type { Store } from '../../topology/store';

/** How long changes are gathered before they are written, ms. */
const WRITE_MS = 1000;
const PREFIX = 'timeline:';

/** What is kept: the timelines of a session. */
export interface KeptTimelines {
  latest(topologyId: string, most: number): readonly TimelineEntry[];
  restore(topologyId: string, entries: readonly TimelineEntry[]): void;
  onChange(listener: (topologyId: string) => void): () => void;
}

/**
 * Keeps timelines in the workspace's storage over reloads. They are read when the engine's list first tells that their
 * topology exists; those of topologies that are gone are dropped a day after their last entry.
 */
export class TimelineStorage {
  readonly #memento: Memento;
  readonly #timelines: KeptTimelines;
  readonly #store: Store;
  readonly #log: Log;
  readonly #now: () => number;
  readonly #restored = new Set<string>();
  readonly #changed = new Set<string>();
  readonly #unsubscribe: readonly (() => void)[];
  #swept = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(memento: Memento, timelines: KeptTimelines, store: Store, log: Log, now = Date.now) {
    this.#memento = memento;
    this.#timelines = timelines;
    this.#store = store;
    this.#log = log;
    this.#now = now;
    this.#unsubscribe = [
      store.subscribe((change) => {
        if (change.kind === 'list') this.#listed();
      }),
      timelines.onChange((id) => this.#later(id)),
    ];
  }

  dispose(): void {
    for (const end of this.#unsubscribe) end();
    // Its engine may be hidden only, and shown again.
    void this.#write();
  }

  /** Writes what is not written yet. */
  async flush(): Promise<void> {
    await this.#write();
  }

  #listed(): void {
    for (const { id } of this.#store.topologies) {
      if (this.#restored.has(id)) continue;
      this.#restored.add(id);
      this.#timelines.restore(id, this.#read(id));
    }
    if (!this.#swept && this.#store.listed && this.#store.engine.kind === 'ready') this.#sweep();
  }

  #read(id: string): TimelineEntry[] {
    const stored = this.#memento.get<unknown>(PREFIX + id);
    if (!Array.isArray(stored)) return [];
    const entries = stored.filter(isTimelineEntry);
    if (entries.length < stored.length)
      this.#log.warn(`timeline of ${id}: ${stored.length - entries.length} stored entries are malformed`);
    return entries;
  }

  #sweep(): void {
    this.#swept = true;
    for (const key of this.#memento.keys()) {
      const id = key.slice(PREFIX.length);
      if (!key.startsWith(PREFIX) || this.#store.get(id)) continue;
      const newest = Math.max(0, ...this.#read(id).map((e) => e.at));
      if (this.#now() - newest > KEPT_MS) void this.#update(id, undefined);
    }
  }

  #later(id: string): void {
    this.#changed.add(id);
    this.#timer ??= setTimeout(() => void this.#write(), WRITE_MS);
  }

  async #write(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const changed = [...this.#changed];
    this.#changed.clear();
    await Promise.all(changed.map((id) => this.#update(id, this.#timelines.latest(id, MOST_ENTRIES))));
  }

  async #update(id: string, value: readonly TimelineEntry[] | undefined): Promise<void> {
    try {
      await this.#memento.update(PREFIX + id, value);
    } catch (error) {
      this.#log.warn(`timeline of ${id} could not be kept: ${reasonOf(error)}`);
    }
  }
}
