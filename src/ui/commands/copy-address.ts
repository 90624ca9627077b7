import { env, window } from 'vscode';
import { type Published, publishedAt } from '../../model/published';
import type { NodeSnapshot } from '../../model/snapshot';
import { text } from '../../model/text';
import { t } from '../localise';
import { chooseNodes } from './choose-nodes';
import type { Command } from './parts';

/** Copies where a node is reached from the engine's host, or else on its own network. */
export const copyAddress: Command = async ({ lab }, args) => {
  const chosen = await chooseNodes(lab, args, text('Whose address?'), undefined);
  const places = chosen.map(({ node, topology }) => placeOf(node, topology.engine));
  const addresses = places.map(({ address }) => address).join('\n');
  await env.clipboard.writeText(addresses);
  const [only] = places.flatMap(({ onlyOn }) => onlyOn ?? []);
  const copied = t('Copied {0}', places.map(({ address }) => address).join(', '));
  window.setStatusBarMessage(only ? `${copied} ${t('(reached from {0} only)', only)}` : copied, 3000);
};

type Reached = Pick<Published, 'address' | 'onlyOn'>;

function placeOf({ container, port, name }: NodeSnapshot, engine: string): Reached {
  const published = publishedAt(engine, container);
  return published ?? { address: `${container.ip ?? name}:${port}`, onlyOn: undefined };
}
