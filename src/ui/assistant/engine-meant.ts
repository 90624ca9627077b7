import { placed } from '../../topology/placed';
import { stationOf } from '../../topology/station-of';
import type { Parts } from '../commands/parts';

/**
 * The parts of the engine that a tool's input is about: where the topology is that it names, or the engine that it
 * names itself.
 * @throws Failure when there is no such engine, or none can be asked
 */
export async function partsMeant(parts: Parts, input: unknown): Promise<Parts> {
  const { stations } = parts;
  if (typeof input !== 'object' || input === null) return parts;
  if ('engine' in input && typeof input.engine === 'string')
    return parts.at(stationOf(stations, input.engine).id);
  if (!stations.several || !('topology' in input) || typeof input.topology !== 'string') return parts;
  // Where there is none the tool says so itself.
  const found = await placed(stations, input.topology);
  return found ? parts.at(found.topology.id) : parts;
}
