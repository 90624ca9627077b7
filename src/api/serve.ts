import { Failure } from '../model/failure';
import { text } from '../model/text';
import { placed, relistAll } from '../topology/placed';
import { stationOf } from '../topology/station-of';
import type { Placed } from '../topology/stations';
import type { Parts } from '../ui/commands/parts';
import { told } from './tell';
import type { Topology, TopologyLabApi } from './types';
import { workOf } from './work-of';

/** The API over the parts of the extension. What changes something is loaded when it is called for. */
export function topologyLabApi(parts: Parts): TopologyLabApi {
  const { stations } = parts;
  const there = async (id: string) => {
    const found = await placed(stations, id);
    if (!found) throw new Failure(text('There is no topology {0}', id));
    return { ...found, here: parts.at(found.topology.id) };
  };
  const acts = () => import('./acts');
  return {
    version: 1,
    async list() {
      await relistAll(stations);
      await Promise.all(stations.topologies.map(({ station, topology }) => station.lab.askAll(topology.id)));
      return stations.topologies.map(toldOf);
    },
    async snapshot(idOrName) {
      const found = await placed(stations, idOrName);
      return found && toldOf(found);
    },
    async findings(id) {
      const { here, topology } = await there(id);
      return (await acts()).findingsOf(here, topology);
    },
    onDidChange: (listener) => ({ dispose: stations.subscribe(() => listener()) }),
    async create(wish, options = {}) {
      const { password, engine } = options;
      const here = parts.at(engine === undefined ? stations.main.id : stationOf(stations, engine).id);
      const id = await (await acts()).create(here, wish, password, workOf(options));
      return toldOf(await there(id));
    },
    async failOver(id, nodeId, options) {
      const { here, topology } = await there(id);
      return (await acts()).failOver(here, topology, nodeId, workOf(options));
    },
    async reshard(id, wish, options) {
      const { here, topology } = await there(id);
      return (await acts()).reshard(here, topology, wish, workOf(options));
    },
    async repair(id, findingId, options = {}) {
      const { here, topology } = await there(id);
      return (await acts()).repair(here, topology, findingId, options.way, workOf(options));
    },
    async remove(id, options) {
      const { here, topology } = await there(id);
      return (await acts()).remove(here, topology, workOf(options));
    },
  };
}

const toldOf = ({ station, topology }: Placed): Topology => told(topology, station.name);
