import { window } from 'vscode';
import { Cancelled, Failure } from '../../model/failure';
import { text } from '../../model/text';
import { t } from '../localise';
import { settings } from '../settings';
import type { Command } from './parts';

/** Shows which containers are left alone; those that the user unticks are looked at again. */
export const showIgnored: Command = async () => {
  const { ignore } = settings.discovery();
  if (ignore.length === 0) {
    throw new Failure(text('No container is ignored'), {
      next: text('“Ignore This Container” on a node that was not made here leaves its container alone.'),
    });
  }
  const items = ignore.map((label) => ({ label, picked: true }));
  const kept = await window.showQuickPick(items, {
    canPickMany: true,
    title: t('Ignored Containers'),
    placeHolder: t('Untick what is to be looked at again; * stands for any characters'),
  });
  if (!kept) throw new Cancelled();
  const stays = new Set(kept.map(({ label }) => label));
  await settings.ignoreNoMore(ignore.filter((name) => !stays.has(name)));
};
