import { type FoundCapability, foundCapabilities } from '../../model/found-actions';
import type { Text } from '../../model/text';
import type { Lab } from '../../topology/lab';
import { type ChosenNode, chooseNodes } from './choose-nodes';
import { listed } from './listed';

/** The nodes that others made and a command was chosen on; on a topology's row, all of its nodes that are able. */
export async function chooseFoundNodes(
  lab: Lab,
  args: readonly unknown[],
  which: Text,
  able: FoundCapability,
): Promise<readonly ChosenNode[]> {
  await listed(lab);
  const isAble = ({ node, topology }: ChosenNode) => foundCapabilities(node, topology).includes(able);
  const topology = typeof args[0] === 'string' ? lab.store.get(args[0]) : undefined;
  const ids = topology?.nodes.filter((node) => isAble({ node, topology })).map(({ id }) => id) ?? [];
  return chooseNodes(lab, ids.length > 0 ? [ids[0], ids] : args, which, isAble);
}
