import { setTimeout as sleep } from 'node:timers/promises';
import { window } from 'vscode';
import { Cancelled, Failure } from '../../model/failure';
import type { Finding } from '../../model/findings/finding';
import { findings } from '../../model/findings/findings';
import { type Mendable, mendableOf } from '../../model/findings/mendable';
import { repairText } from '../../model/findings/remedy';
import type { Planned, RepairPlan } from '../../model/repair/plan';
import type { TopologySnapshot } from '../../model/snapshot';
import { render, text } from '../../model/text';
import { prepareRepair } from '../../operations/repair/prepare';
import { show, t } from '../localise';
import { chooseTopology } from './choose-topology';
import { confirmPlan } from './confirm-plan';
import { decideConflict } from './decide-conflict';
import { mend, shownSteps } from './mend';
import type { Command, Parts } from './parts';
import { workInNotification } from './progress';

const LOOKS = 3;
const BETWEEN_MS = 700;

/**
 * Mends what is wrong: the finding that was chosen (its id is the second argument), or one that the user picks. What
 * will be sent to whom is shown first; afterwards the finding must be gone.
 */
export const fixCommand: Command = async (parts, args) => {
  const { lab, log } = parts;
  const chosen = await chooseTopology(lab, args, text('What is to be mended?'), 'showable');
  const wanted = args[1];
  const { topology, found } = await lookAt(parts, chosen.id, wanted);
  const finding = await chooseFinding(topology, found, wanted);
  const plan = await choosePlan(await prepareRepair(parts, topology.id, finding.remedy.repair));
  await confirmPlan(
    show(finding.what),
    [repairText(finding.remedy.repair), ...plan.givesUp],
    shownSteps(plan),
    t('Fix'),
  );
  await workInNotification(log, t('Fixing {0}', topology.name), true, (work) =>
    mend(parts, topology, finding, plan, work, decideConflict),
  );
  void window.showInformationMessage(t('Mended: {0}', show(finding.what)));
};

/**
 * What is wrong now. A node or the engine may fail to answer in just this moment, and what was seen a second ago not be
 * seen: it is called gone after several looks.
 */
async function lookAt({ lab, examinations }: Parts, topologyId: string, wanted: unknown) {
  for (let look = 1; ; look++) {
    await lab.askAll(topologyId);
    await examinations.examine(topologyId);
    const topology = examinations.examined(topologyId);
    if (!topology) throw new Failure(text('This topology is no longer there.'));
    const found = findings(topology, lab.now());
    const isThere = typeof wanted !== 'string' || mendableOf(found).some((f) => f.id === wanted);
    if (isThere || look === LOOKS) return { topology, found };
    await sleep(BETWEEN_MS);
  }
}

/** @throws Failure when there is nothing that can be mended from here; Cancelled */
async function chooseFinding(
  topology: TopologySnapshot,
  found: readonly Finding[],
  wanted: unknown,
): Promise<Mendable> {
  const mendable = mendableOf(found);
  if (typeof wanted === 'string') {
    const one = mendable.find((f) => f.id === wanted);
    if (!one) throw new Failure(text('This is no longer so: there is nothing to mend.'));
    return one;
  }
  const [only, ...more] = mendable;
  if (!only) {
    const [advice] = found;
    const why = found.length === 0 ? undefined : render(text('{0} findings need you', found.length));
    throw new Failure(text('There is nothing to mend in {0}', topology.name), {
      why,
      next: advice?.remedy.kind === 'advice' ? advice.remedy.text : undefined,
    });
  }
  if (more.length === 0) return only;
  const items = mendable.map((finding) => ({
    label: show(finding.what),
    detail: show(repairText(finding.remedy.repair)),
    finding,
  }));
  const picked = await window.showQuickPick(items, { placeHolder: t('What is to be mended?') });
  if (!picked) throw new Cancelled();
  return picked.finding;
}

/** @throws Failure when nothing can safely be done now; Cancelled */
async function choosePlan(planned: Planned): Promise<RepairPlan> {
  if (planned.kind === 'repair') return planned;
  if (planned.kind === 'cannot') {
    throw new Failure(text('This cannot be mended now: {0}', planned.why), {
      next: planned.next,
      remedies: ['retry'],
    });
  }
  const items = planned.ways.map(({ label, plan }) => ({ label: show(label), plan }));
  const picked = await window.showQuickPick(items, { placeHolder: show(planned.question) });
  if (!picked) throw new Cancelled();
  return picked.plan;
}
