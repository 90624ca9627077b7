import type { TopologySnapshot } from '../../model/snapshot';
import { text } from '../../model/text';
import type { Lab } from '../../topology/lab';
import type { Work } from '../work';
import { eraseNodes, silence } from './erase-nodes';
import { forgetInCluster } from './leave-cluster';
import { forgetInSentinels } from './leave-sentinels';
import type { Leaver } from './leaver';
import { soleMaster, staying } from './staying';

/**
 * Takes nodes out of a topology that does not need them any more: their servers end, all others forget them, and then
 * their containers and volumes go. Broken off after any step, the same again goes on where it stopped, because the
 * containers stay until nobody knows the nodes.
 * @throws Failure, Cancelled, NoRoute, NoAnswer, ServerError
 */
export async function expel(
  lab: Lab,
  topology: TopologySnapshot,
  leavers: readonly Leaver[],
  work: Work,
): Promise<void> {
  const engine = await lab.connect();
  const members = await staying(lab, topology, leavers);
  await silence(engine, leavers, work);
  if (topology.shape === 'cluster') {
    work.step(text('All others forget {0}', leavers.map((l) => l.name).join(', ')));
    await forgetInCluster(members, leavers, work.signal);
  }
  const sentinels = members.filter((m) => m.role === 'sentinel');
  if (sentinels.length > 0) {
    const login = await lab.credentials.loginOf(topology.id, 'sentinel');
    const watch = { name: topology.name, login, master: soleMaster(members), sentinels };
    await forgetInSentinels(watch, leavers, work, lab.log);
  }
  await eraseNodes(engine, leavers, work);
}
