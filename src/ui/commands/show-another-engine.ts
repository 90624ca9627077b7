import { window } from 'vscode';
import { Cancelled } from '../../model/failure';
import { t } from '../localise';
import { settings } from '../settings';
import { askForAddress, engineChoices } from './engine-choices';
import type { Command } from './parts';

/** Shows one more engine beside those that are shown; its row says what becomes of it. */
export const showAnotherEngine: Command = async ({ stations }) => {
  const beside = settings.enginesBeside();
  const shown = new Set([...beside, stations.main.name]);
  const choices = await engineChoices(() => '');
  const title = t('Show Another Engine');
  const chosen = await window.showQuickPick(
    choices.filter(({ value }) => value === undefined || !shown.has(value)),
    { title, placeHolder: t('Which Docker engine is to be shown as well?'), matchOnDetail: true },
  );
  if (!chosen) throw new Cancelled();
  const value = chosen.value ?? (await askForAddress(title, ''));
  await settings.setEnginesBeside([...new Set([...beside, value])]);
};
