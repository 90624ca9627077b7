import { window } from 'vscode';
import { Cancelled, Failure } from '../../model/failure';
import { formatBytes } from '../../model/format';
import type { Candidate, HandoverPlan, HandoverStep, Promotion } from '../../model/handover';
import { candidates, shardFor } from '../../model/handover-candidates';
import { planForShard, planHandover } from '../../model/handover-plan';
import type { TopologySnapshot } from '../../model/snapshot';
import { arrange, observedRole, type Shard } from '../../model/structure';
import { type Text, text } from '../../model/text';
import { handOver } from '../../operations/handover';
import { promote } from '../../operations/promote';
import { show, t } from '../localise';
import { carryOutFailover } from './carry-out-failover';
import { chooseTopology } from './choose-topology';
import { listed } from './listed';
import type { Command } from './parts';
import { stepLines } from './step-lines';

/**
 * Hands a master over to a replica, chosen on a topology, a master or a replica; where the master is gone, offers to
 * promote a replica and says what is given up.
 */
export const failoverCommand: Command = async (parts, args) => {
  const { lab } = parts;
  await listed(lab);
  const [id] = args;
  const node = typeof id === 'string' ? lab.store.findNode(id) : undefined;
  const chosen =
    node?.topology ??
    (await chooseTopology(lab, args, text('Which topology is to fail over?'), 'verifiable'));
  const topology = (await lab.askAll(chosen.id)) ?? chosen;
  const plan = await choosePlan(topology, node?.node.id);
  if (plan.kind === 'handOver') {
    await confirm(
      t('Hand {0} over to {1}?', plan.master.name, plan.to.name),
      plan.cost,
      plan.steps,
      t('Hand Over'),
    );
    await carryOutFailover(parts, topology, plan.to, (work) => handOver(lab, topology.id, plan.to.id, work));
    return;
  }
  const way = await choosePromotion(topology, plan);
  await confirm(t('Make {0} master?', way.to.name), [plan.why, ...way.givesUp], way.steps, t('Promote'));
  await carryOutFailover(parts, topology, way.to, (work) =>
    promote(lab, topology.id, way.to.id, way.method, work),
  );
};

/** The plan for the chosen node; without a replica chosen, the user picks the shard and then the replica. */
async function choosePlan(topology: TopologySnapshot, nodeId: string | undefined): Promise<HandoverPlan> {
  const node = topology.nodes.find((n) => n.id === nodeId);
  if (node && observedRole(node) === 'replica') return planHandover(topology, node.id);
  const shard = (nodeId && shardFor(topology, nodeId)) || (await chooseShard(topology));
  if (!shard.master) return planForShard(topology, shard);
  const able = candidates(shard, topology);
  const fit = able.filter((c) => !c.unfit);
  if (fit.length === 0) return planForShard(topology, shard);
  return planHandover(topology, (await chooseReplica(shard.master.name, able)).node.id);
}

async function chooseShard(topology: TopologySnapshot): Promise<Shard> {
  const { shards } = arrange(topology);
  const [only, ...more] = shards;
  if (!only) throw new Failure(text('{0} has no master and no replica', topology.name));
  if (more.length === 0) return only;
  const items = shards.map((shard) => ({
    label: shard.master?.name ?? t('no master'),
    description: shard.replicas.map((r) => r.name).join(', '),
    shard,
  }));
  const picked = await window.showQuickPick(items, { placeHolder: t('Which master is to be handed over?') });
  if (!picked) throw new Cancelled();
  return picked.shard;
}

async function chooseReplica(master: string, able: readonly Candidate[]): Promise<Candidate> {
  const items = able.map((candidate) => ({
    label: candidate.place.name,
    description: show(standing(candidate)),
    candidate,
  }));
  const placeHolder = t('Which replica of {0} is to become master?', master);
  const picked = await window.showQuickPick(items, { placeHolder, matchOnDescription: true });
  if (!picked) throw new Cancelled();
  if (picked.candidate.unfit) throw new Failure(picked.candidate.unfit);
  return picked.candidate;
}

function standing({ unfit, lagBytes }: Candidate): Text {
  if (unfit) return unfit;
  return lagBytes === undefined ? text('lag not known') : text('lag {0}', formatBytes(lagBytes));
}

async function choosePromotion(
  topology: TopologySnapshot,
  plan: Extract<HandoverPlan, { kind: 'cannot' }>,
): Promise<Promotion> {
  const [first, ...more] = plan.promotions;
  if (!first)
    throw new Failure(text('The master of {0} cannot be handed over: {1}', topology.name, plan.why));
  if (more.length === 0) return first;
  const items = plan.promotions.map((promotion) => ({
    label: promotion.to.name,
    description: t('lacks {0} that another replica has', formatBytes(promotion.behindBytes)),
    promotion,
  }));
  const picked = await window.showQuickPick(items, { placeHolder: show(plan.why) });
  if (!picked) throw new Cancelled();
  return picked.promotion;
}

async function confirm(
  question: string,
  cost: readonly Text[],
  steps: readonly HandoverStep[],
  yes: string,
): Promise<void> {
  const detail = [...cost.map(show), '', ...stepLines(steps)].join('\n');
  if ((await window.showWarningMessage(question, { modal: true, detail }, yes)) !== yes)
    throw new Cancelled();
}
