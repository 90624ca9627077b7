import type { Planned, RepairPlan } from '../../model/repair/plan';
import { shownStep } from '../../model/repair/shown';

/** Whether what would be done now is what the user agreed to: the same commands to the same nodes, in the same order. */
export function stillPlanned(agreed: RepairPlan, now: Planned): RepairPlan | undefined {
  const ways = now.kind === 'choose' ? now.ways.map((w) => w.plan) : now.kind === 'repair' ? [now] : [];
  return ways.find((way) => wording(way) === wording(agreed));
}

const wording = ({ steps }: RepairPlan): string =>
  JSON.stringify(
    steps.map((step) => [step.kind, step.node.id, 'how' in step ? step.how : '', shownStep(step)]),
  );
