import { setTimeout as sleep } from 'node:timers/promises';
import { Cancelled, Failure, throwIfCancelled } from '../../model/failure';
import type { RepairPlan } from '../../model/repair/plan';
import type { RepairStep } from '../../model/repair/step';
import type { TopologySnapshot } from '../../model/snapshot';
import { text } from '../../model/text';
import type { Work } from '../work';
import { awaitCondition } from './await-condition';
import { doStep } from './do-step';
import type { Means } from './means';
import { prepareRepair } from './prepare';
import { stillPlanned } from './same-plan';

const mending = new Set<string>();

/**
 * Does what was planned and agreed to, step by step, each waited for. After every step the topology is in a state from
 * which the repair can be planned anew: that is how one that failed or was cancelled goes on.
 * @throws Failure when the topology is no longer as it was when the plan was shown, or a step fails; Cancelled between steps
 */
export async function carryOut(
  means: Means,
  topologyId: string,
  agreed: RepairPlan,
  work: Work,
): Promise<void> {
  if (mending.has(topologyId)) throw new Failure(text('A repair of this topology is under way already.'));
  mending.add(topologyId);
  try {
    const plan = stillPlanned(agreed, await prepareRepair(means, topologyId, agreed.repair));
    if (!plan)
      throw new Failure(text('The topology has changed since the plan was shown: nothing was done'), {
        next: text('Choose Fix… again to see the plan as it is now.'),
        remedies: ['retry'],
      });
    for (const [i, step] of plan.steps.entries()) {
      throwIfCancelled(work.signal);
      work.step(text('{0} of {1}: {2}', i + 1, plan.steps.length, step.what));
      await one(means, topologyId, step, work).catch((error: unknown) => {
        throw midway(error, i, plan.steps.length);
      });
    }
  } finally {
    mending.delete(topologyId);
    await means.lab.askAll(topologyId);
  }
}

async function one(means: Means, topologyId: string, step: RepairStep, work: Work): Promise<void> {
  const topology = await seen(means, topologyId);
  const hindrance = step.unless?.(topology);
  if (hindrance) throw new Failure(hindrance);
  await doStep(means, topology, step, work);
  if (step.until) await awaitCondition(step.until, () => seen(means, topologyId), work.signal);
  if (step.restMs) await rest(step.restMs, work.signal);
}

async function seen({ lab }: Means, topologyId: string): Promise<TopologySnapshot> {
  const topology = await lab.askAll(topologyId);
  if (!topology) throw new Failure(text('This topology is no longer there.'));
  return topology;
}

async function rest(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => {
    throw new Cancelled();
  });
}

/** The same failure, saying how far it got. */
function midway(error: unknown, done: number, of: number): unknown {
  if (!(error instanceof Failure) || done === 0) return error;
  const how = text('{0} of {1} steps are done. Choose Fix… again to go on.', done, of);
  return new Failure(error.what, {
    why: error.why,
    next: error.next ? text('{0} {1}', error.next, how) : how,
    remedies: error.remedies.length > 0 ? error.remedies : ['retry', 'showLog'],
    cause: error,
  });
}
