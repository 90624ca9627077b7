import { text } from '../../model/text';
import { finishTopology } from '../../operations/finish';
import { t } from '../localise';
import { chooseTopology } from './choose-topology';
import type { Command } from './parts';
import { workInNotification } from './progress';

/** Completes a topology whose creation ended half-way: its window was closed, or the engine stopped. */
export const finishTopologyCommand: Command = async ({ lab, log }, args) => {
  const topology = await chooseTopology(lab, args, text('Which topology is to be finished?'), 'finishable');
  await workInNotification(log, t('Finishing {0}', topology.name), true, (work) =>
    finishTopology(lab, topology.id, work),
  );
};
