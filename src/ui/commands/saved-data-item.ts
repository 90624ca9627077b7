import { env, type QuickPickItem } from 'vscode';
import { formatBytes, formatCount } from '../../model/format';
import { type SavedData, totalBytes, totalKeys } from '../../model/saved-data/saved-data';
import { t } from '../localise';

/** Saved data in a list: its name, whose it is, when it was saved and how much it is. */
export function savedDataItem(saved: SavedData): QuickPickItem {
  const keys = totalKeys(saved);
  return {
    label: `$(database) ${saved.name}`,
    description: t('of {0} · {1}', saved.topology.name, saved.server),
    detail: t(
      '{0} · {1} keys · {2}',
      new Date(saved.at).toLocaleString(env.language, { dateStyle: 'medium', timeStyle: 'medium' }),
      formatCount(keys),
      formatBytes(totalBytes(saved)),
    ),
  };
}
