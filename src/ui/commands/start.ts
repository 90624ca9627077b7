import { text } from '../../model/text';
import { startNodes } from '../../operations/node-lifecycle';
import { nodeVerb } from './node-verb';

/** Starts the containers of nodes. */
export const startCommand = nodeVerb({
  able: 'startable',
  which: text('Which node is to be started?'),
  run: startNodes,
});
