import type { Placed, Stations } from './stations';

/**
 * Lists all engines anew. One that cannot be asked is left out: what is on it is not known now.
 * @throws Failure when none can be asked
 */
export async function relistAll({ all }: Stations): Promise<void> {
  const outcomes = await Promise.allSettled(all.map(({ lab }) => lab.relist()));
  const failures = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
  if (failures.length === all.length) throw failures[0];
}

/**
 * The topology of an id or a name and the engine that it is on, asked now; the current engine's first.
 * @throws Failure when no engine can be asked
 */
export async function placed(stations: Stations, idOrName: string): Promise<Placed | undefined> {
  await relistAll(stations);
  const { topologies } = stations;
  const found =
    topologies.find(({ topology }) => topology.id === idOrName) ??
    topologies.find(({ topology }) => topology.name === idOrName);
  const asked = found && (await found.station.lab.askAll(found.topology.id));
  return asked && { station: found.station, topology: asked };
}
