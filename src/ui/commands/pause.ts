import { text } from '../../model/text';
import { pauseNodes } from '../../operations/node-lifecycle';
import { nodeVerb } from './node-verb';

/** Freezes nodes: connections stay open and nothing answers. */
export const pauseCommand = nodeVerb({
  able: 'pausable',
  which: text('Which node is to be paused?'),
  run: pauseNodes,
  story: {
    doing: (who) => text('Pausing {0}', who),
    done: (who) => text('Paused {0}', who),
    gathers: ['pause'],
  },
  toAll: (container, servers) => text('Pausing {0} pauses all servers in it: {1}', container, servers),
});
