import { Failure } from '../../model/failure';
import type { TopologySnapshot } from '../../model/snapshot';
import type { Spec } from '../../model/spec';
import { observedRole } from '../../model/structure';
import { text } from '../../model/text';
import type { Lab } from '../../topology/lab';
import { PROOF_MS } from '../create';
import { demandAll } from '../demand-all';
import { markComplete } from '../mark-complete';
import type { Member } from '../member';
import { proveTopology } from '../prove-topology';
import type { Work } from '../work';
import { joinCluster } from './join-cluster';
import { joinReplication } from './join-replication';
import { joinSentinels } from './join-sentinels';
import { soleMaster, staying } from './staying';

/**
 * Makes running servers members of a topology, proves all of it together, and marks them as members. May be repeated
 * after it was broken off.
 * @param spec what the topology is then
 * @throws Failure, Cancelled
 */
export async function join(
  lab: Lab,
  topology: TopologySnapshot,
  added: readonly Member[],
  spec: Spec,
  work: Work,
): Promise<void> {
  const present = await staying(lab, topology);
  if (spec.shape === 'cluster') {
    await joinCluster(present, added, (r) => masterFor(r, topology, [...present, ...added]), work);
  } else {
    const master = soleMaster(present);
    const sentinels = present.filter((m) => m.role === 'sentinel');
    const [data, watchers] = [
      added.filter((m) => m.role !== 'sentinel'),
      added.filter((m) => m.role === 'sentinel'),
    ];
    if (data.length > 0) await joinReplication(master, data, sentinels, spec.name, work);
    if (watchers.length > 0 && spec.shape === 'sentinel')
      await joinSentinels(
        master,
        sentinels,
        watchers,
        spec,
        await lab.credentials.loginOf(topology.id, 'sentinel'),
        work,
      );
  }
  work.step(text('Proving that it is ready'));
  demandAll(await proveTopology(spec, [...present, ...added], PROOF_MS, work.signal));
  const engine = await lab.connect();
  for (const m of added) await markComplete(engine, m.containerId);
}

/** The master of the shard that a new replica was made for; of a new shard it is new itself. @throws Failure */
function masterFor(replica: Member, topology: TopologySnapshot, members: readonly Member[]): Member {
  const masters = members.filter((m) => m.role === 'master');
  // Nodes move to other shards, their labels do not: who answers as master counts, then who stood there first.
  const kin = topology.nodes.find((n) => n.shard === replica.shard && observedRole(n) === 'master');
  const found =
    masters.find((m) => m.containerId === kin?.container.id) ??
    masters.find((m) => m.shard === replica.shard);
  if (!found) throw new Failure(text('There is no master of the shard that {0} was made for', replica.name));
  return found;
}
