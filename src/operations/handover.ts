import { Cancelled, Failure, reasonOf, throwIfCancelled } from '../model/failure';
import { nodeAtPlace, placeOf, type SwitchPlan } from '../model/handover';
import { planHandover } from '../model/handover-plan';
import { monitoredName } from '../model/sentinel-opinion';
import type { TopologySnapshot } from '../model/snapshot';
import { text } from '../model/text';
import type { Lab } from '../topology/lab';
import { demandAll } from './demand-all';
import { handOverCluster } from './handover/cluster';
import { Journal } from './handover/journal';
import { oneAtATime } from './handover/one-at-a-time';
import { partyOf, warm } from './handover/party';
import { handOverReplication } from './handover/replication';
import type { HandoverResult } from './handover/result';
import { handOverSentinel } from './handover/sentinel';
import type { Cast } from './handover/switch-roles';
import { returnAsReplicas } from './promote-returning';
import type { Work } from './work';

/**
 * Hands a master over to a replica without losing one acknowledged write. Done when roles have changed, every replica
 * follows and every sentinel and node agrees. Before the replica is promoted, cancelling and every failure leave
 * everything as it was and writes going on; after it, it is carried through.
 * @param nodeId the replica to become master, or a master for its most up-to-date one; undefined where there is one master
 * @throws Failure saying which node did not do what; Cancelled
 */
export async function handOver(
  lab: Lab,
  topologyId: string,
  nodeId: string | undefined,
  work: Work,
): Promise<HandoverResult> {
  await lab.connect();
  const topology = await lab.askAll(topologyId);
  if (!topology) throw new Failure(text('This topology is no longer there.'));
  const plan = planHandover(topology, nodeId);
  if (plan.kind === 'cannot')
    throw new Failure(text('The master of {0} cannot be handed over: {1}', topology.name, plan.why));
  try {
    return await oneAtATime(topologyId, topology.name, () => execute(lab, topology, plan, work));
  } finally {
    await lab.askAll(topologyId);
  }
}

/** Does what a plan says. @throws Failure, Cancelled */
export async function execute(
  lab: Lab,
  topology: TopologySnapshot,
  plan: SwitchPlan,
  work: Work,
): Promise<HandoverResult> {
  const actor = await partyOf(lab, topology);
  const journal = new Journal(work, lab.log);
  const cast: Cast = {
    plan,
    master: actor(plan.master),
    to: actor(plan.to),
    others: plan.others.map(actor),
    journal,
    log: lab.log,
  };
  const sentinels = plan.sentinels.map(actor);
  journal.note(text('Handing {0} over to {1}', plan.master.name, plan.to.name));
  const outcome = await perform().catch((error: unknown) => {
    if (error instanceof Failure || error instanceof Cancelled) throw error;
    throw new Failure(text('{0} could not be handed over', plan.master.name), {
      why: reasonOf(error),
      remedies: ['retry', 'showLog'],
      cause: error,
    });
  });
  demandAll(outcome.checks);
  if (plan.method !== 'clusterFailover') {
    const data = plan.absent.filter((place) => nodeAtPlace(topology, place)?.intended !== 'sentinel');
    await returnAsReplicas(lab, topology, data, plan.to, journal);
  }
  return { from: plan.master.name, to: plan.to.name, ...outcome, steps: journal.steps };

  async function perform() {
    await warm([cast.master, cast.to, ...cast.others, ...sentinels]);
    throwIfCancelled(work.signal);
    switch (plan.method) {
      case 'switch':
        return handOverReplication(cast, work.signal);
      case 'announce':
      case 'monitor': {
        const login = await lab.credentials.loginOf(topology.id, 'sentinel');
        return handOverSentinel(cast, sentinels, { name: monitoredName(topology), login }, work.signal);
      }
      case 'clusterFailover': {
        const there = topology.nodes.filter((n) => n.answer.kind === 'data');
        return handOverCluster(cast, there.map(placeOf).map(actor), work.signal);
      }
    }
  }
}
