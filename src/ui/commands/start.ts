import { text } from '../../model/text';
import { startNodes } from '../../operations/node-lifecycle';
import { nodeVerb } from './node-verb';
import type { NodeStory } from './on-timeline';

export const STARTING: NodeStory = {
  doing: (who) => text('Starting {0}', who),
  done: (who) => text('Started {0}', who),
  gathers: ['start'],
};

/** Starts the containers of nodes. */
export const startCommand = nodeVerb({
  able: 'startable',
  which: text('Which node is to be started?'),
  run: startNodes,
  story: STARTING,
});
