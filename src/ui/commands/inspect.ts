import { text } from '../../model/text';
import { chooseNodes } from './choose-nodes';
import type { Command } from './parts';

/** Shows everything that is known of a node as a read-only document. */
export const inspect: Command = async (parts, args) => {
  const [{ node }] = await chooseNodes(parts.lab, args, text('Which node is to be inspected?'), undefined);
  await parts.inspect(node.id);
};
