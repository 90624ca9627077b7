import { text } from '../../model/text';
import { restartNodes } from '../../operations/node-lifecycle';
import { nodeVerb } from './node-verb';

/** Stops nodes and starts them again. */
export const restartCommand = nodeVerb({
  able: 'stoppable',
  which: text('Which node is to be restarted?'),
  run: restartNodes,
});
