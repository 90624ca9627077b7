import { text } from '../../model/text';
import { stopNodes } from '../../operations/node-lifecycle';
import { nodeVerb } from './node-verb';

/** Stops nodes in an orderly way. */
export const stopCommand = nodeVerb({
  able: 'stoppable',
  which: text('Which node is to be stopped?'),
  run: stopNodes,
});
