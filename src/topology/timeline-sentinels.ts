import { reasonOf } from '../model/failure';
import type { Log } from '../model/log';
import { watchSentinel } from '../redis/sentinel-events';
import type { Target } from '../redis/target';
import type { Store } from './store';

export interface SentinelSource {
  readonly store: Store;
  readonly log: Log;
  isLookedAt(topologyId: string): boolean;
  targetTo(nodeId: string): Target | undefined;
}

export type OnSentinelMessage = (nodeId: string, channel: string, payload: string) => void;

/** Listens to the sentinels of the topologies that somebody looks at; to each over one connection. */
export class SentinelWatches {
  readonly #source: SentinelSource;
  readonly #onMessage: OnSentinelMessage;
  readonly #watches = new Map<string, { readonly key: string; readonly watch: { dispose(): void } }>();

  constructor(source: SentinelSource, onMessage: OnSentinelMessage) {
    this.#source = source;
    this.#onMessage = onMessage;
  }

  /** Begins and ends watches so that they fit what is there and what is looked at. */
  fit(): void {
    const wanted = new Map<string, Target>();
    for (const topology of this.#source.store.topologies) {
      if (topology.shape !== 'sentinel' || !this.#source.isLookedAt(topology.id)) continue;
      for (const { id, intended, container } of topology.nodes) {
        if (intended !== 'sentinel' || container.state !== 'running') continue;
        const target = this.#source.targetTo(id);
        if (target) wanted.set(id, target);
      }
    }
    for (const [id, { key, watch }] of this.#watches) {
      if (wanted.get(id)?.key === key) continue;
      watch.dispose();
      this.#watches.delete(id);
    }
    for (const [id, target] of wanted) {
      if (this.#watches.has(id)) continue;
      const watch = watchSentinel(target, {
        onMessage: (channel, payload) => this.#onMessage(id, channel, payload),
        onTrouble: (error) => this.#source.log.debug(`events of ${target.name}: ${reasonOf(error)}`),
      });
      this.#watches.set(id, { key: target.key, watch });
    }
  }

  dispose(): void {
    for (const { watch } of this.#watches.values()) watch.dispose();
    this.#watches.clear();
  }
}
