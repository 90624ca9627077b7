import { text } from '../../model/text';
import { chooseNodes } from './choose-nodes';
import type { Command } from './parts';

/** Follows a node's log in an output channel. */
export const showLogs: Command = async (parts, args) => {
  const [{ node }] = await chooseNodes(parts.lab, args, text('Whose log?'), 'logs');
  parts.followLogs(node.id);
};
