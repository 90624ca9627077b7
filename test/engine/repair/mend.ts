import type { Finding } from '../../../src/model/findings/finding';
import { findings } from '../../../src/model/findings/findings';
import type { Repair } from '../../../src/model/findings/remedy';
import type { Planned, RepairPlan } from '../../../src/model/repair/plan';
import { shownStep } from '../../../src/model/repair/shown';
import { render } from '../../../src/model/text';
import { carryOut } from '../../../src/operations/repair/carry-out';
import type { Decide } from '../../../src/operations/repair/conflict';
import { prepareRepair } from '../../../src/operations/repair/prepare';
import { Examinations } from '../../../src/topology/examination';
import type { Lab } from '../../../src/topology/lab';
import { Migrations } from '../../../src/topology/migrations';
import { work } from '../topology/bed';

/** Finds and mends what is wrong, as a user who always agrees would. */
export class Mender {
  readonly migrations = new Migrations();
  readonly examinations: Examinations;
  decide: Decide = async () => 'leave';

  constructor(readonly lab: Lab) {
    this.examinations = new Examinations(lab);
  }

  /** Everything that is wrong now, without patience. */
  async wrong(topologyId: string): Promise<readonly Finding[]> {
    await this.lab.refresh();
    await this.examinations.examine(topologyId);
    const seen = this.examinations.examined(topologyId);
    if (!seen) throw new Error('no such topology');
    return findings(seen, this.lab.now());
  }

  async rules(topologyId: string): Promise<string[]> {
    return [...new Set((await this.wrong(topologyId)).map((f) => f.rule))].sort();
  }

  plan(topologyId: string, repair: Repair): Promise<Planned> {
    return prepareRepair(this, topologyId, repair);
  }

  /** Carries a repair out; where there is a choice, the way of that number. Gives what was done, as it was shown. */
  async mend(topologyId: string, repair: Repair, way = 0): Promise<string[]> {
    const plan = agreed(await this.plan(topologyId, repair), way);
    await carryOut(this, topologyId, plan, work());
    return lines(plan);
  }

  dispose(): void {
    this.examinations.dispose();
  }
}

export function agreed(planned: Planned, way = 0): RepairPlan {
  if (planned.kind === 'cannot') throw new Error(`cannot: ${render(planned.why)}`);
  const plan = planned.kind === 'choose' ? planned.ways[way]?.plan : planned;
  if (!plan) throw new Error('no such way');
  return plan;
}

export const lines = (plan: RepairPlan): string[] =>
  plan.steps.map((s) => `${s.node.name}: ${shownStep(s).join('; ')}`);
