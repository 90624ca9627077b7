import { text } from '../../model/text';
import { restartNodes } from '../../operations/node-lifecycle';
import { nodeVerb } from './node-verb';

/** Stops nodes and starts them again. */
export const restartCommand = nodeVerb({
  able: 'stoppable',
  which: text('Which node is to be restarted?'),
  run: restartNodes,
  story: {
    doing: (who) => text('Restarting {0}', who),
    done: (who) => text('Restarted {0}', who),
    gathers: ['end', 'start'],
  },
  toAll: (container, servers) => text('Restarting {0} restarts all servers in it: {1}', container, servers),
});
