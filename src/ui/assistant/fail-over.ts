import { Failure } from '../../model/failure';
import { formatDuration } from '../../model/format';
import type { SwitchPlan } from '../../model/handover';
import { planHandover } from '../../model/handover-plan';
import { nodeNamed } from '../../model/node-named';
import type { TopologySnapshot } from '../../model/snapshot';
import { text } from '../../model/text';
import { handOver } from '../../operations/handover';
import { failoverOnTimeline } from '../commands/carry-out-failover';
import type { Parts } from '../commands/parts';
import { stepLines } from '../commands/step-lines';
import { t } from '../localise';
import { planMessage } from './plan-message';
import { type AssistantTool, type Named, named } from './tool';

interface Wish extends Named {
  readonly node?: string;
}

/** Hands a master over to a replica. What is left when a master is gone already is for a person to weigh. */
export const failOverTool: AssistantTool<Wish> = {
  doing: ({ topology }) => t('Failover of {0}', topology),
  async confirm(parts, wish) {
    const { plan } = await planned(parts, wish);
    return {
      title: t('Hand {0} over to {1}?', plan.master.name, plan.to.name),
      message: planMessage(plan.cost, stepLines(plan.steps)),
    };
  },
  async act(parts, wish, work) {
    const { topology, plan } = await planned(parts, wish);
    const hand = (own: typeof work) => handOver(parts.lab, topology.id, plan.to.id, own);
    const result = await failoverOnTimeline(parts, topology, plan.to, hand, work);
    return `${result.to} is master now; writers waited ${formatDuration(result.heldMs)}, lost bytes: ${result.lostBytes ?? 'unknown'}.`;
  },
};

async function planned(
  { lab }: Parts,
  wish: Wish,
): Promise<{ topology: TopologySnapshot; plan: SwitchPlan }> {
  const topology = await named(lab, wish.topology);
  const node = wish.node === undefined ? undefined : nodeNamed(topology, wish.node);
  const plan = planHandover(topology, node?.id);
  if (plan.kind === 'handOver') return { topology, plan };
  throw new Failure(text('The master of {0} cannot be handed over: {1}', topology.name, plan.why));
}
