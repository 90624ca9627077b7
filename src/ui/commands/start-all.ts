import { capabilities } from '../../model/actions';
import { text } from '../../model/text';
import { startNodes } from '../../operations/node-lifecycle';
import { chooseTopology } from './choose-topology';
import { nodesOnTimeline } from './on-timeline';
import type { Command } from './parts';
import { workInView } from './progress';
import { STARTING } from './start';

/** Starts every node of a topology that does not run. */
export const startAll: Command = async ({ lab, log, timeline }, args) => {
  const topology = await chooseTopology(lab, args, text('Which topology is to be started?'), 'startableAll');
  const nodes = topology.nodes.filter((node) => capabilities(node).includes('startable'));
  const chosen = nodes.map((node) => ({ node, topology }));
  const ids = nodes.map((node) => node.id);
  await nodesOnTimeline(timeline, chosen, STARTING, () =>
    workInView(log, (work) => startNodes(lab, ids, work)),
  );
};
