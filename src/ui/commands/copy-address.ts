import { env, window } from 'vscode';
import { text } from '../../model/text';
import { t } from '../localise';
import { chooseNodes } from './choose-nodes';
import type { Command } from './parts';

/** Copies where a node is reached from the engine's host, or else on its own network. */
export const copyAddress: Command = async ({ lab }, args) => {
  const chosen = await chooseNodes(lab, args, text('Whose address?'), undefined);
  const addresses = chosen.map(({ node: { container, port, name } }) =>
    container.publishedPort !== undefined
      ? `127.0.0.1:${container.publishedPort}`
      : `${container.ip ?? name}:${port}`,
  );
  await env.clipboard.writeText(addresses.join('\n'));
  window.setStatusBarMessage(t('Copied {0}', addresses.join(', ')), 3000);
};
