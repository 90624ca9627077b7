import { type QuickInputButton, type QuickPickItem, ThemeIcon, window } from 'vscode';
import { Cancelled, Failure } from '../../model/failure';
import type { SavedData } from '../../model/saved-data/saved-data';
import { text } from '../../model/text';
import { deleteSavedData } from '../../operations/saved-data/delete';
import type { Lab } from '../../topology/lab';
import { listSavedData } from '../../topology/saved-list';
import { t } from '../localise';
import { confirmDeletion } from './confirm-deletion';
import { savedDataItem } from './saved-data-item';

interface Item extends QuickPickItem {
  readonly saved: SavedData;
}

/** The user picks among the data that is saved on an engine, and may delete some on the way. @throws Failure, Cancelled */
export async function chooseSavedData(lab: Lab, title: string): Promise<SavedData> {
  const engine = await lab.connect();
  for (;;) {
    const { saved } = await listSavedData(engine);
    if (saved.length === 0) {
      throw new Failure(text('No data is saved on {0}', engine.name), {
        next: text('Save Data… keeps the data of a topology under a name.'),
      });
    }
    const { item, remove } = await pick(saved, title);
    if (!remove) return item;
    await confirmDeletion([item.name]);
    await deleteSavedData(engine, item.id);
    await lab.relist();
  }
}

function pick(saved: readonly SavedData[], title: string): Promise<{ item: SavedData; remove: boolean }> {
  const input = window.createQuickPick<Item>();
  const trash: QuickInputButton = { iconPath: new ThemeIcon('trash'), tooltip: t('Delete this saved data') };
  input.title = title;
  input.placeholder = t('Which saved data?');
  input.matchOnDescription = true;
  input.items = saved.map((one) => ({ ...savedDataItem(one), buttons: [trash], saved: one }));
  const picked = new Promise<{ item: SavedData; remove: boolean }>((resolve, reject) => {
    input.onDidTriggerItemButton(({ item }) => resolve({ item: item.saved, remove: true }));
    input.onDidAccept(() => {
      const [item] = input.selectedItems;
      if (item) resolve({ item: item.saved, remove: false });
    });
    input.onDidHide(() => reject(new Cancelled()));
    input.show();
  });
  return picked.finally(() => input.dispose());
}
