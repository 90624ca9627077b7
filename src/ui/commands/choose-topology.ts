import { window } from 'vscode';
import { describeShape } from '../../model/describe';
import { Cancelled, Failure } from '../../model/failure';
import type { TopologySnapshot } from '../../model/snapshot';
import { type Text, text } from '../../model/text';
import { topologyHealth } from '../../model/topology-health';
import type { Lab } from '../../topology/lab';
import { engineName } from '../engine-state';
import { show } from '../localise';
import { type TopologyCapability, topologyCapabilities } from '../topology-actions';
import { Elsewhere } from './elsewhere';
import { everywhere } from './everywhere';
import { listed } from './listed';
import { refuseLostRow } from './lost-row';

/**
 * The topology a command was chosen on; without one the user picks among those for which it makes sense.
 * @throws Failure, Cancelled; Elsewhere when the user picks one on another engine
 */
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
  const several = lab.beside.length > 0;
  const candidates = everywhere(lab).filter(({ topology }) => topologyCapabilities(topology).includes(able));
  if (candidates.length === 0)
    throw new Failure(text('There is no topology for which this makes sense now.'));
  const items = candidates.map(({ topology, on }) => ({
    label: topology.name,
    description: [show(describeShape(topology)), ...(several ? [engineName(on)] : [])].join(' · '),
    detail: show(topologyHealth(topology).sentence),
    topology,
    on,
  }));
  const chosen = await window.showQuickPick(items, { placeHolder: show(which), matchOnDescription: true });
  if (!chosen) throw new Cancelled();
  if (chosen.on !== lab) throw new Elsewhere([chosen.topology.id]);
  return chosen.topology;
}
