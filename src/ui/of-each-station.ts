import type { Disposable } from 'vscode';
import type { Station } from '../topology/station';
import type { Stations } from '../topology/stations';

/** One thing of a kind for each engine, made when the engine comes and disposed of when it goes. */
export class OfEachStation<T extends Disposable> implements Disposable {
  readonly #things = new Map<Station, T>();
  readonly #ending: Disposable;

  constructor(stations: Stations, make: (station: Station) => T) {
    this.#ending = stations.each((station) => {
      const thing = make(station);
      this.#things.set(station, thing);
      return {
        dispose: () => {
          this.#things.delete(station);
          thing.dispose();
        },
      };
    });
  }

  /** That of one engine; undefined when the engine has gone. */
  of(station: Station): T | undefined {
    return this.#things.get(station);
  }

  get all(): readonly T[] {
    return [...this.#things.values()];
  }

  dispose(): void {
    this.#ending.dispose();
  }
}
