import { Failure } from '../model/failure';
import { text } from '../model/text';
import type { Station } from './station';
import type { Stations } from './stations';

/** The engine of a name, or of the context or address that it was asked for by. @throws Failure naming those shown */
export function stationOf({ all }: Stations, name: string): Station {
  const found = all.find((station) => station.asked === name) ?? all.find((station) => station.name === name);
  if (found) return found;
  throw new Failure(text('The engine {0} is not shown', name), {
    why: `known: ${all.map((station) => station.name).join(', ')}`,
  });
}
