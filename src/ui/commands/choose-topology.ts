import { window } from 'vscode';
import { describeShape } from '../../model/describe';
import { Cancelled, Failure } from '../../model/failure';
import type { TopologySnapshot } from '../../model/snapshot';
import { type Text, text } from '../../model/text';
import { topologyHealth } from '../../model/topology-health';
import type { Lab } from '../../topology/lab';
import { show } from '../localise';
import { type TopologyCapability, topologyCapabilities } from '../topology-actions';
import { listed } from './listed';
import { refuseLostRow } from './lost-row';

/** The topology a command was chosen on; without one the user picks among those for which it makes sense. */
export async function chooseTopology(
  lab: Lab,
  args: readonly unknown[],
  which: Text,
  able: TopologyCapability,
): Promise<TopologySnapshot> {
  await listed(lab);
  const [id] = args;
  if (typeof id === 'string') {
    const found = lab.store.get(id);
    if (!found) throw new Failure(text('This topology does not exist any more.'));
    return found;
  }
  refuseLostRow(args);
  const candidates = lab.store.topologies.filter((one) => topologyCapabilities(one).includes(able));
  if (candidates.length === 0)
    throw new Failure(text('There is no topology for which this makes sense now.'));
  const items = candidates.map((topology) => ({
    label: topology.name,
    description: show(describeShape(topology)),
    detail: show(topologyHealth(topology).sentence),
    topology,
  }));
  const chosen = await window.showQuickPick(items, { placeHolder: show(which), matchOnDescription: true });
  if (!chosen) throw new Cancelled();
  return chosen.topology;
}
