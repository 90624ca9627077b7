import type { TopologySnapshot } from '../model/snapshot';
import type { Station } from './station';
import type { StoreChange } from './store';

/** A topology and the engine that it is on. */
export interface Placed {
  readonly station: Station;
  readonly topology: TopologySnapshot;
}

interface Ending {
  dispose(): void;
}

/** The engines of this window: the current one first, then those that the user wants to see beside it. */
export class Stations {
  readonly #make: (asked: string | undefined) => Station;
  readonly #attached = new Set<{ attach: (station: Station) => Ending; ends: Map<Station, Ending> }>();
  #all: readonly Station[];

  /** @param make makes a station for a context or address; undefined: for the current engine */
  constructor(make: (asked: string | undefined) => Station) {
    this.#make = make;
    this.#all = [make(undefined)];
  }

  get all(): readonly Station[] {
    return this.#all;
  }

  /** The current engine's, which is always there. */
  get main(): Station {
    const [main] = this.#all;
    if (!main) throw new Error('there is no station');
    return main;
  }

  get several(): boolean {
    return this.#all.length > 1;
  }

  /** Makes the engines beside the current one those that are asked for. */
  fit(asked: readonly string[]): void {
    const present = new Map(this.#all.map((station) => [station.asked, station]));
    const wanted = [undefined, ...new Set(asked)];
    const gone = this.#all.filter((station) => !wanted.includes(station.asked));
    this.#all = wanted.map((one) => present.get(one) ?? this.#make(one));
    for (const station of gone) {
      for (const { ends } of this.#attached) {
        ends.get(station)?.dispose();
        ends.delete(station);
      }
      station.dispose();
    }
    for (const one of this.#attached) this.#attach(one);
  }

  /** Does something for each engine, those that come later too, and ends it when the engine goes. */
  each(attach: (station: Station) => Ending): Ending {
    const one = { attach, ends: new Map<Station, Ending>() };
    this.#attached.add(one);
    this.#attach(one);
    return {
      dispose: () => {
        this.#attached.delete(one);
        for (const end of one.ends.values()) end.dispose();
      },
    };
  }

  /** The topologies of an engine; what is reached by two ways stands with the first of them only. */
  topologiesOf(station: Station): readonly TopologySnapshot[] {
    const { topologies } = station.lab.store;
    const before = this.#all.slice(0, this.#all.indexOf(station)).flatMap((one) => one.lab.store.topologies);
    if (before.length === 0) return topologies;
    const ids = new Set(before.map(({ id }) => id));
    // Containers' ids are random: who has the same container is the same engine.
    const containers = new Set(before.flatMap(({ nodes }) => nodes.map(({ container }) => container.id)));
    return topologies.filter(
      ({ id, nodes }) => !ids.has(id) && !nodes.some((n) => n.container.id && containers.has(n.container.id)),
    );
  }

  /** The topologies of all engines. */
  get topologies(): readonly Placed[] {
    return this.#all.flatMap((station) =>
      this.topologiesOf(station).map((topology) => ({ station, topology })),
    );
  }

  /** On which engine a row is: an engine's, a topology's, a node's, or one of a group of these. */
  of(id: unknown): Station | undefined {
    if (typeof id !== 'string') return undefined;
    const [owner = ''] = id.split('#');
    return this.#all.find((station) => {
      const { store } = station.lab;
      return station.id === owner || store.get(owner) || store.findNode(id) || store.findJoining(id);
    });
  }

  /** Tells of every change of any engine's store; of none in particular when an engine came or went. */
  subscribe(listener: (change?: StoreChange) => void): () => void {
    let telling = false;
    const each = this.each(({ lab }) => {
      const end = lab.store.subscribe(listener);
      if (telling) listener();
      return {
        dispose: () => {
          end();
          if (telling) listener();
        },
      };
    });
    telling = true;
    return () => {
      telling = false;
      each.dispose();
    };
  }

  dispose(): void {
    for (const station of this.#all) station.dispose();
  }

  #attach({ attach, ends }: { attach: (station: Station) => Ending; ends: Map<Station, Ending> }): void {
    for (const station of this.#all) if (!ends.has(station)) ends.set(station, attach(station));
  }
}
