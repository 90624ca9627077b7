import { Failure, throwIfCancelled } from '../model/failure';
import { nodeAtPlace, type PromoteMethod, type Promotion, placeOf } from '../model/handover';
import { shardFor } from '../model/handover-candidates';
import { failingOver } from '../model/handover-plan';
import { promotions } from '../model/handover-promotions';
import { monitoredName } from '../model/sentinel-opinion';
import type { TopologySnapshot } from '../model/snapshot';
import { masterOf, observedRole } from '../model/structure';
import { text } from '../model/text';
import type { Lab } from '../topology/lab';
import { demandAll } from './demand-all';
import { clusterFailover } from './handover/cluster';
import { proveClusterAgrees } from './handover/cluster-agrees';
import { Journal } from './handover/journal';
import { oneAtATime } from './handover/one-at-a-time';
import { type Actor, partyOf, warm } from './handover/party';
import type { HandoverResult } from './handover/result';
import { promoteReplica } from './promote-replica';
import { returnAsReplicas } from './promote-returning';
import type { Work } from './work';

/** An election among the living takes two rounds of messages; a vote may have to wait. ms */
const ELECTED_MS = 15_000;

/**
 * Makes a replica master although its master is gone. What the old master acknowledged and did not send is lost; how
 * much nobody knows (result: undefined). Nothing is done to a master that still answers, save where a cluster has lost
 * most of its masters and nobody can vote.
 * @param method as planned (see model/handover-promotions.ts); another one than would be planned now is refused
 * @throws Failure saying which node did not do what; Cancelled until the replica is promoted
 */
export async function promote(
  lab: Lab,
  topologyId: string,
  nodeId: string,
  method: PromoteMethod,
  work: Work,
): Promise<HandoverResult> {
  await lab.connect();
  const topology = await lab.askAll(topologyId);
  if (!topology) throw new Failure(text('This topology is no longer there.'));
  const promotion = planned(topology, nodeId, method);
  try {
    return await oneAtATime(topologyId, topology.name, () => carryOut(lab, topology, promotion, work));
  } finally {
    await lab.askAll(topologyId);
  }
}

async function carryOut(
  lab: Lab,
  topology: TopologySnapshot,
  promotion: Promotion,
  work: Work,
): Promise<HandoverResult> {
  const { method } = promotion;
  const actor = await partyOf(lab, topology);
  const journal = new Journal(work, lab.log);
  const to = actor(promotion.to);
  const others = promotion.others.map(actor);
  await warm([to]);
  throwIfCancelled(work.signal);
  journal.note(text('Making {0} master', to.name));
  const checks =
    method === 'promote'
      ? await promoteReplica(
          to,
          others,
          promotion.sentinels.map(actor),
          monitoredName(topology),
          journal,
          lab.log,
        )
      : await electReplica(to, others, answering(topology).map(actor), method, journal);
  demandAll(checks);
  if (method === 'promote') {
    for (const place of await returnAsReplicas(lab, topology, promotion.absent, promotion.to, journal))
      journal.note(text('{0} may come back as a second master: make it a replica then', place.name));
  }
  const node = nodeAtPlace(topology, promotion.to);
  const from = (node && masterOf(node, topology)?.name) ?? promotion.absent.map((p) => p.name).join(', ');
  return { from, to: to.name, heldMs: 0, lostBytes: undefined, steps: journal.steps, checks };
}

/** @throws Failure when the replica does not answer, or its master does, or this is not the way now */
function planned(topology: TopologySnapshot, nodeId: string, method: PromoteMethod): Promotion {
  const shard = shardFor(topology, nodeId);
  const node = topology.nodes.find((n) => n.id === nodeId);
  if (!shard || !node) throw new Failure(text('There is no node {0} any more.', nodeId));
  if (observedRole(node) !== 'replica')
    throw new Failure(text('{0} cannot be promoted: it does not answer as a replica', node.name));
  const busy = failingOver(topology);
  if (busy !== undefined) throw new Failure(text('{0} is failing over already', busy));
  const [found] = promotions(topology, shard, node);
  if (found?.method !== method || (shard.master && method !== 'takeover')) {
    throw new Failure(text('{0} cannot be promoted this way now', node.name), {
      why: shard.master ? `${shard.master.name} answers as its master` : undefined,
      next: text('Use Failover… to see what can be done.'),
    });
  }
  return found;
}

const answering = (topology: TopologySnapshot) =>
  topology.nodes.filter((n) => n.answer.kind === 'data').map(placeOf);

async function electReplica(
  to: Actor,
  others: readonly Actor[],
  everyone: readonly Actor[],
  method: 'force' | 'takeover',
  journal: Journal,
): Promise<HandoverResult['checks']> {
  await clusterFailover(to, undefined, ['CLUSTER', 'FAILOVER', method.toUpperCase()], ELECTED_MS, journal);
  const checks = await proveClusterAgrees(to, others, everyone, method === 'force');
  journal.note(text('Every node that answers knows {0} as master', to.name));
  return checks;
}
