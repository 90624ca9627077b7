import type { Station } from '../../topology/station';
import type { Stations } from '../../topology/stations';
import { engineRow } from './engine-row';
import { engineLostRow } from './message-row';
import type { Row } from './row';
import { savedDataRows } from './saved-data-rows';
import { topologyRow } from './topology-row';

/** The uppermost rows: the topologies; where several engines are shown, these, with their topologies beneath. */
export function topRows(stations: Stations): readonly Row[] {
  if (!stations.several) return onlyEngine(stations);
  return stations.all.map((station) => {
    const { store, endpoint } = station.lab;
    const shown = {
      id: station.id,
      name: station.name,
      status: store.engine,
      host: endpoint?.host,
      listed: store.listed,
      doubled: stations.topologiesOf(station).length < store.topologies.length,
      beside: station.asked !== undefined,
    };
    // What is reached by two ways stands with the first of them, its saved data too.
    const saved = shown.doubled ? [] : savedDataRows(station.id, store.saved);
    return engineRow(shown, topologyRows(stations, station), saved);
  });
}

/**
 * With no topology there is no row at all, not even for saved data: so the editor shows the welcome text for the engine's
 * state.
 */
function onlyEngine(stations: Stations): readonly Row[] {
  const { engine, saved } = stations.main.lab.store;
  const topologies = topologyRows(stations, stations.main);
  if (topologies.length === 0) return topologies;
  const rows = [...topologies, ...savedDataRows(stations.main.id, saved)];
  return engine.kind === 'unavailable' ? [engineLostRow(engine.name, engine.failure), ...rows] : rows;
}

function topologyRows(stations: Stations, station: Station): readonly Row[] {
  return stations
    .topologiesOf(station)
    .map((topology) => topologyRow(topology, station.examinations.of(topology.id)));
}
