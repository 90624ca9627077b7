import type { Mendable } from '../../model/findings/mendable';
import type { HandoverStep } from '../../model/handover';
import type { RepairPlan } from '../../model/repair/plan';
import { shownStep } from '../../model/repair/shown';
import type { TopologySnapshot } from '../../model/snapshot';
import { text } from '../../model/text';
import { carryOut } from '../../operations/repair/carry-out';
import type { Decide } from '../../operations/repair/conflict';
import { proveGone } from '../../operations/repair/prove-gone';
import type { Work } from '../../operations/work';
import { onTimeline } from './on-timeline';
import type { Parts } from './parts';

/** A plan's steps as they are shown before anything is sent. */
export const shownSteps = ({ steps }: RepairPlan): HandoverStep[] =>
  steps.map((step) => ({ what: step.what, node: step.node.name, commands: shownStep(step) }));

/**
 * Carries out what was agreed to, while the timeline tells of it; afterwards the finding must be gone.
 * @param decide says which of two values of a key stays
 */
export async function mend(
  parts: Parts,
  topology: TopologySnapshot,
  finding: Mendable,
  plan: RepairPlan,
  work: Work,
  decide: Decide,
): Promise<void> {
  const means = { ...parts, decide };
  const begun = { what: text('Mending: {0}', finding.what), nodes: finding.nodes, gathers: [] };
  const act = async () => {
    await carryOut(means, topology.id, plan, work);
    await proveGone(means, topology.id, finding, work);
  };
  await onTimeline(parts.timeline, topology.id, begun, act, () => ({
    severity: 'good',
    what: text('Mended: {0}', finding.what),
  }));
  await parts.lab.refresh();
}
