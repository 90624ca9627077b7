import { Failure } from '../../model/failure';
import { findings } from '../../model/findings/findings';
import { type Mendable, mendableOf } from '../../model/findings/mendable';
import type { Planned, RepairPlan } from '../../model/repair/plan';
import type { TopologySnapshot } from '../../model/snapshot';
import { render, text } from '../../model/text';
import type { Means } from './means';
import { prepareRepair } from './prepare';

/** How a finding would be mended now. */
export interface FindingPlan {
  /** With the evidence that the finding rests on. */
  readonly examined: TopologySnapshot;
  readonly finding: Mendable;
  readonly plan: RepairPlan;
}

/**
 * Plans the repair of a finding that somebody names who cannot be asked back. Nothing is changed.
 * @param way which one, from 1, where there are several
 * @throws Failure naming what can be mended, or the ways among which one must be chosen
 */
export async function planForFinding(
  means: Pick<Means, 'lab' | 'examinations'>,
  topologyId: string,
  findingId: string,
  way: number | undefined,
): Promise<FindingPlan> {
  const { lab, examinations } = means;
  await examinations.examine(topologyId);
  const examined = examinations.examined(topologyId);
  if (!examined) throw new Failure(text('This topology is no longer there.'));
  const mendable = mendableOf(findings(examined, lab.now()));
  const finding = mendable.find((f) => f.id === findingId);
  if (!finding) {
    const ids = mendable.map((f) => f.id).join(', ');
    throw new Failure(text('This is no longer so: there is nothing to mend.'), {
      why: `can be mended now: ${ids || 'nothing'}`,
    });
  }
  const planned = await prepareRepair(means, topologyId, finding.remedy.repair);
  return { examined, finding, plan: chosen(planned, way) };
}

function chosen(planned: Planned, way: number | undefined): RepairPlan {
  if (planned.kind === 'repair') return planned;
  if (planned.kind === 'cannot')
    throw new Failure(text('This cannot be mended now: {0}', planned.why), { next: planned.next });
  const picked = way === undefined ? undefined : planned.ways[way - 1];
  if (picked) return picked.plan;
  const ways = planned.ways.map(({ label }, i) => `${i + 1}: ${render(label)}`).join('; ');
  throw new Failure(planned.question, { why: `“way” says which: ${ways}` });
}
