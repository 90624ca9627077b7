import { text } from '../../model/text';
import { finishTopology } from '../../operations/finish';
import { t } from '../localise';
import { chooseTopology } from './choose-topology';
import { onTimeline } from './on-timeline';
import type { Command } from './parts';
import { workInNotification } from './progress';

/** Completes a topology whose creation ended half-way: its window was closed, or the engine stopped. */
export const finishTopologyCommand: Command = async ({ lab, log, timeline }, args) => {
  const topology = await chooseTopology(lab, args, text('Which topology is to be finished?'), 'finishable');
  const begun = {
    what: text('Finishing {0}', topology.name),
    nodes: topology.nodes.map((node) => node.id),
    gathers: ['start'],
  } as const;
  const finish = () =>
    workInNotification(log, t('Finishing {0}', topology.name), true, (work) =>
      finishTopology(lab, topology.id, work),
    );
  await onTimeline(timeline, topology.id, begun, finish, () => ({
    severity: 'good',
    what: text('Finished {0}: it works', topology.name),
  }));
};
