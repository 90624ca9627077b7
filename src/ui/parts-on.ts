import type { Station } from '../topology/station';
import type { Stations } from '../topology/stations';
import type { Parts } from './commands/parts';
import { askForTopology } from './wizard/create-wizard';

/** What commands on all engines work with. */
export type SharedParts = Omit<Parts, 'lab' | 'timeline' | 'examinations' | 'at' | 'askForTopology'>;

/** What commands work with on one engine, and the way from there to the others. */
export function partsOn(station: Station, shared: SharedParts): Parts {
  const { lab, timeline, examinations } = station;
  const stations: Stations = shared.stations;
  const here: Parts = {
    ...shared,
    lab,
    timeline,
    examinations,
    askForTopology: () => askForTopology(lab, shared.log),
    at(id) {
      const there = stations.of(id);
      return there === undefined || there === station ? here : partsOn(there, shared);
    },
  };
  return here;
}
