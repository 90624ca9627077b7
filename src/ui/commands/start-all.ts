import { capabilities } from '../../model/actions';
import { text } from '../../model/text';
import { startNodes } from '../../operations/node-lifecycle';
import { chooseTopology } from './choose-topology';
import type { Command } from './parts';
import { workInView } from './progress';

/** Starts every node of a topology that does not run. */
export const startAll: Command = async ({ lab, log }, args) => {
  const topology = await chooseTopology(lab, args, text('Which topology is to be started?'), 'startableAll');
  const ids = topology.nodes
    .filter((node) => capabilities(node).includes('startable'))
    .map((node) => node.id);
  await workInView(log, (work) => startNodes(lab, ids, work));
};
