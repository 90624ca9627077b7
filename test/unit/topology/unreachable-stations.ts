import { Failure } from '../../../src/model/failure';
import { silentLog } from '../../../src/model/log';
import type { TopologySnapshot } from '../../../src/model/snapshot';
import { text } from '../../../src/model/text';
import { Lab } from '../../../src/topology/lab';
import { Station } from '../../../src/topology/station';
import { Stations } from '../../../src/topology/stations';
import { master, observed, topology } from '../model/observed';

/** Engines that cannot be reached, beside an unreachable current one: what is on them is put into their stores. */
export function stationsWith(...asked: string[]): Stations {
  const stations = new Stations((one) => {
    const endpoint = async () => {
      throw new Failure(text('no engine {0}', one ?? 'current'));
    };
    const lab = new Lab({ endpoint, log: silentLog });
    return new Station({ asked: one, lab, intervalMs: () => 1000, isMoving: () => false });
  });
  stations.fit(asked);
  return stations;
}

/** A topology of one node in one container. */
export const on = (id: string, container: string): TopologySnapshot => ({
  ...topology('replication', [observed(0, master(), { id: `${id}/n0`, container: { id: container } })]),
  id,
  name: `name of ${id}`,
});

export const put = (station: Station | undefined, ...topologies: TopologySnapshot[]) =>
  station?.lab.store.setTopologies(topologies);
