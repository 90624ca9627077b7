import { type QuickPickItem, window } from 'vscode';
import { Cancelled, Failure, reasonOf } from '../../model/failure';
import { text } from '../../model/text';
import { deleteSavedData } from '../../operations/saved-data/delete';
import { listSavedData, type SavedList } from '../../topology/saved-list';
import { t } from '../localise';
import { savedIdsOf } from '../saved-row-id';
import { chooseEngine } from './choose-engine';
import { confirmDeletion } from './confirm-deletion';
import type { Command } from './parts';
import { workInView } from './progress';
import { savedDataItem } from './saved-data-item';

interface Item extends QuickPickItem {
  readonly id: string;
  readonly name: string;
}

/** Deletes data that was saved, and what a save that was broken off has left. */
export const deleteSavedDataCommand: Command = async (parts, args) => {
  const { lab, log } = parts;
  const meant = savedIdsOf(args);
  if (meant.length === 0) await chooseEngine(parts, args);
  const engine = await lab.connect();
  const { saved, unfinished } = await listSavedData(engine);
  const chosen =
    meant.length > 0
      ? saved.filter(({ id }) => meant.includes(id))
      : await choose(engine.name, { saved, unfinished });
  if (chosen.length === 0) throw new Cancelled();
  await confirmDeletion(chosen.map(({ name }) => name));
  try {
    await workInView(log, async (work) => {
      for (const { id, name } of chosen) {
        work.step(text('Deleting the saved data {0}', name));
        await deleteSavedData(engine, id);
      }
    });
  } finally {
    await lab
      .relist()
      .catch((error: unknown) => log.warn(`list after deleting saved data: ${reasonOf(error)}`));
  }
};

async function choose(engineName: string, { saved, unfinished }: SavedList): Promise<readonly Item[]> {
  const items: Item[] = [
    ...saved.map((one) => ({ ...savedDataItem(one), id: one.id, name: one.name })),
    ...unfinished.map(({ id, name, topology }) => ({
      id,
      name,
      label: `$(warning) ${name}`,
      description: t('of {0}', topology),
      detail: t('Its saving was not finished: another window is at it, or it was broken off.'),
    })),
  ];
  if (items.length === 0) throw new Failure(text('No data is saved on {0}', engineName));
  const chosen = await window.showQuickPick(items, {
    canPickMany: true,
    matchOnDescription: true,
    placeHolder: t('Which saved data is to be deleted?'),
  });
  return chosen ?? [];
}
