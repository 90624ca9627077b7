import { reasonOf } from '../../model/failure';
import type { Lab } from '../../topology/lab';
import type { Station } from '../../topology/station';
import type { Stations } from '../../topology/stations';
import type { MigrationSource } from './migration-feed';
import type { Records } from './page-feed';

/** Where a panel's topology lives: the lab of its engine, and what is kept of it. */
export interface Home {
  readonly lab: Lab;
  readonly records: Records;
}

/** Finds out on which engine topologies live. */
export interface Homes {
  /** Of a topology that is known; where it is not, on the current engine. */
  of(topologyId: string): Home;
  /** Of one that may be on an engine which has not been asked yet; how that went is the engines' state. */
  find(topologyId: string): Promise<Home>;
}

/** The homes on all engines of this window. */
export function homesOn(stations: Stations, migrations: MigrationSource): Homes {
  const homeOn = ({ lab, history, timeline, examinations }: Station): Home => ({
    lab,
    records: { history, timeline, migrations, findings: examinations },
  });
  const of = (id: string) => homeOn(stations.of(id) ?? stations.main);
  return {
    of,
    async find(id) {
      const asking = stations.all.map((station) => holds(station, id));
      // It can only be there: what comes of the asking is shown.
      if (!stations.several) return of(id);
      await Promise.race([firstTrue(asking), Promise.all(asking)]);
      return of(id);
    },
  };
}

async function holds({ lab }: Station, id: string): Promise<boolean> {
  try {
    await lab.connect();
  } catch (error) {
    lab.log.warn(`restored panel ${id}: ${reasonOf(error)}`);
  }
  return lab.store.get(id) !== undefined;
}

/** Resolves when the first of some turns out to be true; never when none does. */
const firstTrue = (some: readonly Promise<boolean>[]) =>
  new Promise<void>((resolve) => {
    for (const one of some) void one.then((is) => is && resolve());
  });
