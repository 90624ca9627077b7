import { reasonOf } from '../../model/failure';
import type { Lab } from '../../topology/lab';
import { ofName } from '../../topology/of-name';
import type { Stations } from '../../topology/stations';

/** The lab of the engine that has a file's topology, by name; the current engine's where none has. */
export async function holderOf(stations: Stations, name: string): Promise<Lab> {
  const { main, all, several } = stations;
  if (!several) return main.lab;
  await Promise.all(all.map(({ lab }) => relisted(lab)));
  return all.find(({ lab }) => ofName(lab, name))?.lab ?? main.lab;
}

/** An engine that cannot be asked is not where something is looked for; what is done on it will fail, and say why. */
async function relisted(lab: Lab): Promise<void> {
  try {
    await lab.relist();
  } catch (error) {
    lab.log.debug(`looking for a topology: ${reasonOf(error)}`);
  }
}
