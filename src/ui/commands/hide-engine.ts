import { window } from 'vscode';
import { Cancelled, Failure } from '../../model/failure';
import { text } from '../../model/text';
import { t } from '../localise';
import { settings } from '../settings';
import type { Command, Parts } from './parts';

/** Shows an engine no more; nothing on it changes. */
export const hideEngine: Command = async ({ stations }, args) => {
  const chosen = stations.all.find(({ id }) => id === args[0])?.asked ?? (await pick(stations));
  await settings.setEnginesBeside(settings.enginesBeside().filter((one) => one !== chosen));
};

async function pick(stations: Parts['stations']): Promise<string> {
  const items = stations.all.flatMap(({ asked, name }) =>
    asked === undefined ? [] : [{ label: name, description: asked === name ? '' : asked, asked }],
  );
  if (items.length === 0) throw new Failure(text('No engine is shown beside the current one.'));
  const chosen = await window.showQuickPick(items, { placeHolder: t('Which engine is to be hidden?') });
  if (!chosen) throw new Cancelled();
  return chosen.asked;
}
