import { text } from '../../model/text';
import { killNodes } from '../../operations/node-lifecycle';
import { nodeVerb } from './node-verb';

/** Ends nodes without warning (SIGKILL), as a crash would; like pausing, it takes a container that runs. */
export const killCommand = nodeVerb({
  able: 'pausable',
  which: text('Which node is to be killed?'),
  run: killNodes,
  story: {
    doing: (who) => text('Killing {0}', who),
    done: (who) => text('Killed {0}', who),
    gathers: ['end'],
  },
  toAll: (container, servers) => text('Killing {0} kills all servers in it: {1}', container, servers),
});
