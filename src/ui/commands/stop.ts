import { type Text, text } from '../../model/text';
import { stopNodes } from '../../operations/node-lifecycle';
import { nodeVerb } from './node-verb';
import type { NodeStory } from './on-timeline';

export const STOPPING: NodeStory = {
  doing: (who) => text('Stopping {0}', who),
  done: (who) => text('Stopped {0}', who),
  gathers: ['end'],
};

export const stopsAll = (container: string, servers: string): Text =>
  text('Stopping {0} stops all servers in it: {1}', container, servers);

/** Stops nodes in an orderly way. */
export const stopCommand = nodeVerb({
  able: 'stoppable',
  which: text('Which node is to be stopped?'),
  run: stopNodes,
  story: STOPPING,
  toAll: stopsAll,
});
