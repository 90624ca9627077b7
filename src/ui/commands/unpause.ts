import { text } from '../../model/text';
import { unpauseNodes } from '../../operations/node-lifecycle';
import { nodeVerb } from './node-verb';

/** Lets frozen nodes go on. */
export const unpauseCommand = nodeVerb({
  able: 'unpausable',
  which: text('Which node is to go on?'),
  run: unpauseNodes,
  story: {
    doing: (who) => text('Resuming {0}', who),
    done: (who) => text('Resumed {0}', who),
    gathers: ['unpause'],
  },
});
