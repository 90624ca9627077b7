import { describeShape } from '../../model/describe';
import { render } from '../../model/text';
import { topologyHealth } from '../../model/topology-health';
import { relistAll } from '../../topology/placed';
import { t } from '../localise';
import type { AssistantTool } from './tool';

/** All topologies, as JSON. */
export const listTool: AssistantTool<object> = {
  doing: () => t('Listing Redis topologies'),
  async act({ stations }) {
    await relistAll(stations);
    await Promise.all(stations.topologies.map(({ station, topology }) => station.lab.askAll(topology.id)));
    const rows = stations.topologies.map(({ station, topology }) => ({
      name: topology.name,
      id: topology.id,
      engine: station.name,
      shape: render(describeShape(topology)),
      health: render(topologyHealth(topology).sentence),
      madeHere: topology.origin !== 'found',
    }));
    return JSON.stringify(rows);
  },
};
