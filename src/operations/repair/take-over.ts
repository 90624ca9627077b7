import { Failure } from '../../model/failure';
import type { Place } from '../../model/handover';
import { shardFor } from '../../model/handover-candidates';
import { promotions } from '../../model/handover-promotions';
import type { TopologySnapshot } from '../../model/snapshot';
import { text } from '../../model/text';
import type { Lab } from '../../topology/lab';
import { promote } from '../promote';
import type { Work } from '../work';

/**
 * Makes a replica master whose master is gone. When the first of several has taken over, enough masters may be left to
 * vote for the next: the way is the mildest that there is now. @throws Failure, Cancelled
 */
export async function takeOver(lab: Lab, topology: TopologySnapshot, to: Place, work: Work): Promise<void> {
  const shard = shardFor(topology, to.id);
  const node = topology.nodes.find((n) => n.id === to.id);
  const [way] = shard && node ? promotions(topology, shard, node) : [];
  if (!way) throw new Failure(text('{0} cannot be promoted: it does not answer as a replica', to.name));
  await promote(lab, topology.id, to.id, way.method, work);
}
