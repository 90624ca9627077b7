import { window } from 'vscode';
import { Cancelled } from '../../model/failure';
import type { NodeSnapshot } from '../../model/snapshot';
import type { Text } from '../../model/text';
import type { Lab } from '../../topology/lab';
import { show, t } from '../localise';
import type { ChosenNode } from './choose-nodes';

/**
 * Asks before something is done to containers that hold servers besides those chosen.
 * @param toAll what it does to all servers of a container, which are named
 * @throws Cancelled when the user leaves
 */
export async function agreeToAll(
  lab: Lab,
  chosen: readonly ChosenNode[],
  toAll: (container: string, servers: string) => Text,
): Promise<void> {
  const shared = sharedContainers(
    chosen.map(({ node }) => node),
    lab.store.topologies.flatMap(({ nodes }) => nodes),
  );
  if (shared.length === 0) return;
  const sentences = shared.map(([first, ...others]) =>
    show(toAll(first.container.name, [first, ...others].map(({ name }) => name).join(', '))),
  );
  const yes = t('Continue');
  const answer = await window.showWarningMessage(sentences.join('\n'), { modal: true }, yes);
  if (answer !== yes) throw new Cancelled();
}

/** The servers of each container that holds one that was chosen and one that was not; a sentinel may stand in two topologies. */
export function sharedContainers(
  chosen: readonly NodeSnapshot[],
  all: readonly NodeSnapshot[],
): readonly (readonly [NodeSnapshot, ...NodeSnapshot[]])[] {
  const isAmong = (nodes: readonly NodeSnapshot[], one: NodeSnapshot) =>
    nodes.some((n) => n.container.id === one.container.id && n.port === one.port);
  return [...new Set(chosen.map(({ container }) => container.id))].flatMap((id) => {
    const servers: NodeSnapshot[] = [];
    for (const node of all) if (node.container.id === id && !isAmong(servers, node)) servers.push(node);
    const [first, ...others] = servers;
    return first && servers.some((server) => !isAmong(chosen, server)) ? [[first, ...others] as const] : [];
  });
}
