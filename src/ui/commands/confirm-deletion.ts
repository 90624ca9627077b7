import { window } from 'vscode';
import { Cancelled } from '../../model/failure';
import { t } from '../localise';

/** Asks before saved data is deleted. @throws Cancelled */
export async function confirmDeletion(names: readonly string[]): Promise<void> {
  const remove = t('Delete');
  const [first = ''] = names;
  const question =
    names.length === 1
      ? t('Delete the saved data "{0}"?', first)
      : t('Delete {0} sets of saved data?', names.length);
  const detail = [...(names.length === 1 ? [] : [...names, '']), t('This cannot be undone.')].join('\n');
  if ((await window.showWarningMessage(question, { modal: true, detail }, remove)) !== remove)
    throw new Cancelled();
}
