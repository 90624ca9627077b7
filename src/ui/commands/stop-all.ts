import { capabilities } from '../../model/actions';
import { text } from '../../model/text';
import { stopNodes } from '../../operations/node-lifecycle';
import { chooseTopology } from './choose-topology';
import type { Command } from './parts';
import { workInView } from './progress';

/** Stops every node of a topology that runs. */
export const stopAll: Command = async ({ lab, log }, args) => {
  const topology = await chooseTopology(lab, args, text('Which topology is to be stopped?'), 'stoppableAll');
  const ids = topology.nodes
    .filter((node) => capabilities(node).includes('stoppable'))
    .map((node) => node.id);
  await workInView(log, (work) => stopNodes(lab, ids, work));
};
