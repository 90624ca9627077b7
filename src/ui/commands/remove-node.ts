import { window } from 'vscode';
import { Cancelled, Failure } from '../../model/failure';
import { planRemoval } from '../../model/size/plan-removal';
import type { RemovalPlan } from '../../model/size/removal';
import type { TopologySnapshot } from '../../model/snapshot';
import { countSlots } from '../../model/structure';
import { type Text, text } from '../../model/text';
import { removeNode } from '../../operations/size/remove-node';
import { show, t } from '../localise';
import { settings } from '../settings';
import { mayShrink } from '../size-actions';
import { chooseNodes } from './choose-nodes';
import { confirmPlan } from './confirm-plan';
import { onTimeline } from './on-timeline';
import type { Command, Parts } from './parts';
import { workInNotification } from './progress';
import { removeUnfinished } from './remove-unfinished';

/** Takes a node out of its topology, after showing what is done so that nothing is lost. */
export const removeNodeCommand: Command = async (parts, args) => {
  const { lab } = parts;
  const [id] = args;
  const joining = typeof id === 'string' ? lab.store.findJoining(id) : undefined;
  if (joining) return removeUnfinished(parts, joining.topology, joining.node);
  const which = text('Which node is to be removed?');
  const [{ node, topology }] = await chooseNodes(lab, args, which, (one) => mayShrink(one.topology));
  if (parts.migrations.of(topology.id))
    throw new Failure(text('Slots of this topology are being moved already.'));
  const now = (await lab.askAll(topology.id)) ?? topology;
  const removal = planRemoval(now, node.id);
  if (removal.kind === 'cannot')
    throw new Failure(text('{0} cannot be removed: {1}', node.name, removal.why));
  const plan = await chooseWay(removal.plans, node.name);
  await confirmPlan(t('Remove {0}?', namesOf(plan)), plan.remarks, plan.steps, t('Remove'));
  await carryOut(parts, now, plan);
};

const namesOf = (plan: RemovalPlan) => plan.leavers.map((l) => l.name).join(', ');

async function chooseWay(plans: readonly RemovalPlan[], name: string): Promise<RemovalPlan> {
  const [first, ...more] = plans;
  if (!first) throw new Failure(text('There is no node {0} any more.', name));
  if (more.length === 0) return first;
  const items = plans.map((plan) => ({ label: label(plan), detail: show(meaning(plan)), plan }));
  const picked = await window.showQuickPick(items, {
    title: t('Remove {0}', name),
    placeHolder: t('It is a master. What becomes of its slots?'),
  });
  if (!picked) throw new Cancelled();
  return picked.plan;
}

function label(plan: RemovalPlan): string {
  switch (plan.way) {
    case 'handOver':
      return t('Hand it over to {0}', plan.successor?.name ?? '');
    case 'repoint':
      return t('Drain it; its replicas follow other masters');
    case 'together':
      return plan.leavers.length > 1 ? t('Drain it; its replicas are removed with it') : t('Drain it');
    case 'leave':
      return t('Remove it');
  }
}

function meaning(plan: RemovalPlan): Text {
  if (plan.successor) return text('The shard stays, with one node fewer');
  const slots = plan.moves.reduce((sum, m) => sum + countSlots(m.slots), 0);
  return text('{0} slots move to {1} masters; the shard is gone', slots, plan.moves.length);
}

async function carryOut(parts: Parts, topology: TopologySnapshot, plan: RemovalPlan): Promise<void> {
  const { lab, log, timeline, migrations } = parts;
  const names = namesOf(plan);
  const doing = text('Removing {0}', names);
  const gone = text('Removed from {1}: {0}', names, topology.name);
  const options = { budgetMs: settings.blockBudgetMs() };
  await onTimeline(
    timeline,
    topology.id,
    { what: doing, nodes: plan.leavers.map((l) => l.id), gathers: ['end', 'removal'] },
    () =>
      workInNotification(log, show(doing), true, (work) =>
        removeNode(lab, migrations, topology.id, plan.node.id, plan.way, work, options),
      ),
    () => ({ severity: 'good', what: gone }),
  );
  // Nobody waits until it is read.
  void window.showInformationMessage(show(gone));
}
