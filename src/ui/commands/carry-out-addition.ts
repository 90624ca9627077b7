import { window } from 'vscode';
import type { AdditionPlan, AdditionWish } from '../../model/size/addition';
import type { TopologySnapshot } from '../../model/snapshot';
import { type Text, text } from '../../model/text';
import { addNodes } from '../../operations/size/add-nodes';
import { prepareAddition } from '../../operations/size/prepare-addition';
import { show, t } from '../localise';
import { confirmPlan } from './confirm-plan';
import { onTimeline } from './on-timeline';
import type { Parts } from './parts';
import { workInNotification } from './progress';

/** What is asked before nodes are added, and what it all leads to besides. */
export interface Asking {
  readonly question: string;
  /** More that the user should know before agreeing. */
  readonly remarks?: readonly Text[];
}

/** Shows the plan of an addition, and carries it out with its progress; can be cancelled, and then leaves nothing. */
export async function carryOutAddition(
  { lab, log, timeline }: Parts,
  topology: TopologySnapshot,
  wish: AdditionWish,
  { question, remarks = [] }: Asking,
): Promise<AdditionPlan> {
  const plan = await prepareAddition(lab, topology.id, wish);
  await confirmPlan(question, [...plan.remarks, ...remarks], plan.steps, t('Add'));
  const names = plan.places.map((p) => p.name).join(', ');
  const nodes = plan.places.map((p) => `${topology.id}/${p.name}`);
  const doing = text('Adding {0}', names);
  const added = text('Added to {1}: {0}', names, topology.name);
  await onTimeline(
    timeline,
    topology.id,
    { what: doing, nodes, gathers: ['making', 'start'] },
    () => workInNotification(log, show(doing), true, (work) => addNodes(lab, plan, work)),
    () => ({ severity: 'good', what: added }),
  );
  // Nobody waits until it is read.
  void window.showInformationMessage(show(added));
  return plan;
}
