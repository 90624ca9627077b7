import { Cancelled, Failure, throwIfCancelled } from '../../model/failure';
import { planRemoval } from '../../model/size/plan-removal';
import type { RemovalPlan, RemovalWay } from '../../model/size/removal';
import type { TopologySnapshot } from '../../model/snapshot';
import { observedRole } from '../../model/structure';
import { text } from '../../model/text';
import type { Lab } from '../../topology/lab';
import type { Migrations } from '../../topology/migrations';
import { PROOF_MS } from '../create';
import { demandAll } from '../demand-all';
import { handOver } from '../handover';
import { FORWARD } from '../handover/settle';
import { markComplete } from '../mark-complete';
import { moveSlots } from '../migration/move-slots';
import { proveTopology } from '../prove-topology';
import { bequeathAuthority } from '../tls/bequeath';
import { membersOf } from '../verify';
import type { Work } from '../work';
import { expel } from './expel';
import { setQuorum } from './join-sentinels';
import { leaverOf } from './leaver';
import { repoint, untilEmptied } from './repoint';
import { staying } from './staying';

export interface RemoveOptions {
  /** For the slots that move first; see moveSlots. */
  readonly budgetMs?: number;
}

/**
 * Takes a node out of a topology and removes its container and volume. First whatever depends on it is seen to: its
 * mastership is handed over, or its slots move and its replicas follow others; then the others forget it. Cancelled or
 * broken off, the topology works, and the same again goes on from what the servers say.
 * @param way one of those that planRemoval gives for the node
 * @throws Failure saying which node did not do what; Cancelled
 */
export async function removeNode(
  lab: Lab,
  migrations: Migrations,
  topologyId: string,
  nodeId: string,
  way: RemovalWay,
  work: Work,
  options: RemoveOptions = {},
): Promise<void> {
  // Between two batches no slot is open, and yet the master is needed.
  if (migrations.of(topologyId)) throw new Failure(text('Slots of this topology are being moved already.'));
  let { topology, plan } = await planned(lab, topologyId, nodeId, way);
  try {
    if (plan.successor) {
      await handOver(lab, topologyId, plan.successor.id, work);
      ({ topology, plan } = await planned(lab, topologyId, nodeId, 'leave'));
    } else if (plan.way !== 'leave') {
      await empty(lab, migrations, topology, plan, work, options);
      topology = await fresh(lab, topologyId);
    }
    throwIfCancelled(work.signal);
    await depart(lab, topology, plan, work);
  } finally {
    await lab.relist();
    await lab.askAll(topologyId);
  }
}

async function fresh(lab: Lab, topologyId: string): Promise<TopologySnapshot> {
  await lab.connect();
  const topology = await lab.askAll(topologyId);
  if (!topology) throw new Failure(text('This topology is no longer there.'));
  return topology;
}

/** What is to be done now, by what the servers say now. @throws Failure when this is not a way any more */
async function planned(lab: Lab, topologyId: string, nodeId: string, way: RemovalWay) {
  const topology = await fresh(lab, topologyId);
  const name = topology.nodes.find((n) => n.id === nodeId)?.name ?? nodeId;
  const removal = planRemoval(topology, nodeId);
  if (removal.kind === 'cannot') throw new Failure(text('{0} cannot be removed: {1}', name, removal.why));
  const plan = removal.plans.find((p) => p.way === way);
  if (!plan) {
    throw new Failure(text('{0} cannot be removed this way now', name), {
      next: text('Choose Remove Node… again to see how it can.'),
    });
  }
  return { topology, plan };
}

/** Leaves a master without slots and without replicas of its own that are to stay. */
async function empty(
  lab: Lab,
  migrations: Migrations,
  topology: TopologySnapshot,
  plan: RemovalPlan,
  work: Work,
  options: RemoveOptions,
): Promise<void> {
  if (plan.moves.length > 0) {
    const moved = await moveSlots(lab, migrations, topology.id, plan.moves, options, work);
    if (moved.outcome === 'cancelled') throw new Cancelled();
  }
  await untilEmptied(lab, topology, plan.node, work.signal);
  await repoint(lab, topology.id, plan, work);
}

async function depart(lab: Lab, topology: TopologySnapshot, plan: RemovalPlan, work: Work): Promise<void> {
  const gone = new Set(plan.leavers.map((l) => l.id));
  const remaining = { ...topology, nodes: topology.nodes.filter((n) => !gone.has(n.id)) };
  // The mark that the topology is complete may stand on one that goes.
  const [heir] = [...remaining.nodes].sort((a, b) => a.index - b.index);
  if (heir) {
    const engine = await lab.connect();
    await markComplete(engine, heir.container.id);
    if (topology.spec?.tls) await bequeathAuthority(engine, topology, heir.container.id);
  }
  await expel(lab, topology, topology.nodes.filter((n) => gone.has(n.id)).map(leaverOf), work);
  if (plan.quorum !== undefined) {
    const sentinels = (await staying(lab, remaining)).filter((m) => m.role === 'sentinel');
    await setQuorum(sentinels, topology.name, plan.quorum);
  }
  // One that is silent already would fail a proof that is not about it.
  if (!remaining.nodes.every((n) => observedRole(n) !== undefined)) return;
  work.step(text('Proving that all is well without it'));
  demandAll(await proveTopology(remaining, await membersOf(lab, remaining), PROOF_MS, FORWARD));
}
