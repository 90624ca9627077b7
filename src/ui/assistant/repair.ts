import { repairText } from '../../model/findings/remedy';
import { render } from '../../model/text';
import { type FindingPlan, planForFinding } from '../../operations/repair/plan-for-finding';
import { decideConflict } from '../commands/decide-conflict';
import { mend, shownSteps } from '../commands/mend';
import type { Parts } from '../commands/parts';
import { stepLines } from '../commands/step-lines';
import { show, t } from '../localise';
import { AgreedPlans } from './agreed';
import { planMessage } from './plan-message';
import { type AssistantTool, type Named, named } from './tool';

interface Wish extends Named {
  /** As redisTopology_read names it. */
  readonly finding: string;
  /** Which one, from 1, where there are several ways to mend it. */
  readonly way?: number;
}

const agreed = new AgreedPlans<FindingPlan>();

/** Mends a finding: the commands are in the question, and nothing else than those is done. */
export const repairTool: AssistantTool<Wish> = {
  doing: ({ topology }) => t('Fixing {0}', topology),
  async confirm(parts, wish) {
    const shown = await plan(parts, wish);
    agreed.keep(wish, shown);
    const { finding, plan: planned } = shown;
    const remarks = [repairText(finding.remedy.repair), ...planned.givesUp];
    return { title: show(finding.what), message: planMessage(remarks, stepLines(shownSteps(planned))) };
  },
  async act(parts, wish, work) {
    const { examined, finding, plan: planned } = agreed.take(wish) ?? (await plan(parts, wish));
    await mend(parts, examined, finding, planned, work, decideConflict);
    return `Mended, and checked that it is gone: ${render(finding.what)}`;
  },
};

async function plan(parts: Parts, { topology, finding, way }: Wish): Promise<FindingPlan> {
  const { id } = await named(parts.lab, topology);
  return planForFinding(parts, id, finding, way);
}
