import { formatSlots } from '../format';
import { type HandoverStep, placeOf } from '../handover';
import { candidates } from '../handover-candidates';
import { openSlots } from '../moves/open-slots';
import { planMoves } from '../moves/plan-moves';
import type { NodeSnapshot, TopologySnapshot } from '../snapshot';
import { arrange, countSlots, observedRole, ownSlots, type Shard } from '../structure';
import { type Text, text } from '../text';
import { departure } from './departure';
import { slotsByHearsay } from './hearsay';
import type { Removal, RemovalPlan } from './removal';
import { succession } from './succession';

/** A failover needs the votes of most masters that serve slots: below three, losing one leaves no majority. */
const LEAST_MASTERS = 3;

/** How a cluster node can go. */
export function clusterRemoval(snapshot: TopologySnapshot, node: NodeSnapshot): Removal {
  if (!snapshot.nodes.some((n) => n !== node && observedRole(n) !== undefined))
    return { kind: 'cannot', why: text('No other node of the cluster answers') };
  if (openSlots(snapshot).length > 0)
    return { kind: 'cannot', why: text('Slots are being moved, or were left open') };
  const shard = arrange(snapshot).shards.find((s) => s.master === node);
  return shard ? masterRemoval(snapshot, node, shard) : replicaRemoval(snapshot, node);
}

function replicaRemoval(snapshot: TopologySnapshot, node: NodeSnapshot): Removal {
  const slots = slotsByHearsay(snapshot, node);
  if (slots.length > 0) {
    return {
      kind: 'cannot',
      why: text(
        '{0} does not answer and owns slots {1}: fail over to a replica first',
        node.name,
        formatSlots(slots),
      ),
    };
  }
  const shard = arrange(snapshot).shards.find((s) => s.replicas.includes(node));
  const kin = shard?.replicas.filter((r) => r !== node && observedRole(r) === 'replica') ?? [];
  const bare = shard?.master && kin.length === 0;
  const remarks = bare
    ? [text('{0} then has no replica: if it is lost, so is its data', shard.master?.name ?? '')]
    : [];
  return { kind: 'ways', plans: [clusterDeparture(snapshot, [node], remarks)] };
}

function masterRemoval(snapshot: TopologySnapshot, node: NodeSnapshot, shard: Shard): Removal {
  const plans: RemovalPlan[] = [];
  const successor = candidates(shard, snapshot).find((c) => !c.unfit);
  if (successor && ownSlots(node).length > 0) {
    const kin = shard.replicas.length - 1;
    const remarks =
      kin > 0 ? [] : [text('{0} then has no replica: if it is lost, so is its data', successor.node.name)];
    plans.push(succession(clusterDeparture(snapshot, [node], remarks), node, placeOf(successor.node)));
  }
  const drain = planMoves(snapshot, { kind: 'drain', from: node.id, includeEmpty: false });
  if (drain.kind === 'cannot')
    return plans.length > 0 ? { kind: 'ways', plans } : { kind: 'cannot', why: drain.why };
  const moves = drain.kind === 'move' ? drain.moves : [];
  const emptied = (leavers: readonly NodeSnapshot[]) => {
    const plan = clusterDeparture(snapshot, leavers, fewMasters(snapshot, node));
    return { ...plan, moves, steps: [...draining(snapshot, node, moves), ...plan.steps] };
  };
  if (shard.replicas.length === 0)
    plans.push({ ...emptied([node]), way: moves.length > 0 ? 'together' : 'leave' });
  else {
    if (shard.replicas.every((r) => observedRole(r) === 'replica'))
      plans.push(repointing(emptied([node]), shard.replicas));
    plans.push({ ...emptied([node, ...shard.replicas]), way: 'together' });
  }
  return { kind: 'ways', plans };
}

function repointing(plan: RemovalPlan, replicas: readonly NodeSnapshot[]): RemovalPlan {
  const steps = replicas.map((r) => ({
    what: text('{0} follows the master with the fewest replicas', r.name),
    node: r.name,
    commands: ['CLUSTER REPLICATE'],
  }));
  const at = plan.steps.findIndex((s) => s.commands.length === 0);
  return {
    ...plan,
    way: 'repoint',
    repointed: replicas.map(placeOf),
    steps: [...plan.steps.slice(0, at), ...steps, ...plan.steps.slice(at)],
  };
}

function draining(
  { nodes }: TopologySnapshot,
  node: NodeSnapshot,
  moves: RemovalPlan['moves'],
): HandoverStep[] {
  return moves.map((m) => ({
    what: text('{0} slots move to {1}', countSlots(m.slots), nodes.find((n) => n.id === m.to)?.name ?? m.to),
    node: node.name,
    commands: [formatSlots(m.slots)],
  }));
}

function fewMasters(snapshot: TopologySnapshot, node: NodeSnapshot): Text[] {
  const serving = snapshot.nodes.filter(
    (n) => n !== node && observedRole(n) === 'master' && ownSlots(n).length > 0,
  );
  return serving.length >= LEAST_MASTERS
    ? []
    : [text('{0} masters are left: with fewer than 3, losing one stops failover', serving.length)];
}

function clusterDeparture(
  snapshot: TopologySnapshot,
  leavers: readonly NodeSnapshot[],
  remarks: readonly Text[],
): RemovalPlan {
  const ids = leavers.flatMap((n) => (n.answer.kind === 'data' ? (n.answer.cluster?.myId ?? []) : []));
  const names = leavers.map((l) => l.name).join(', ');
  const others = snapshot.nodes.filter((n) => !leavers.includes(n) && observedRole(n) !== undefined);
  const forgetting = {
    what: text('Each of the {0} other nodes forgets {1}', others.length, names),
    node: others[0]?.name ?? '',
    commands: ids.length > 0 ? ids.map((id) => `CLUSTER FORGET ${id}`) : ['CLUSTER FORGET'],
  };
  return departure(snapshot, leavers, {
    steps: [forgetting],
    remarks: [...remarks, text('For 60 s the others refuse to meet {0} again', names)],
  });
}
