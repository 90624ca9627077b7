import { capabilities } from '../../model/actions';
import { text } from '../../model/text';
import { stopNodes } from '../../operations/node-lifecycle';
import { agreeToAll } from './agree-to-all';
import { chooseTopology } from './choose-topology';
import { nodesOnTimeline } from './on-timeline';
import type { Command } from './parts';
import { workInView } from './progress';
import { STOPPING, stopsAll } from './stop';

/** Stops every node of a topology that runs. */
export const stopAll: Command = async ({ lab, log, timeline }, args) => {
  const topology = await chooseTopology(lab, args, text('Which topology is to be stopped?'), 'stoppableAll');
  const nodes = topology.nodes.filter((node) => capabilities(node).includes('stoppable'));
  const chosen = nodes.map((node) => ({ node, topology }));
  await agreeToAll(lab, chosen, stopsAll);
  const ids = nodes.map((node) => node.id);
  await nodesOnTimeline(timeline, chosen, STOPPING, () =>
    workInView(log, (work) => stopNodes(lab, ids, work)),
  );
};
