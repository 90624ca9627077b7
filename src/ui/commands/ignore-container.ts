import { window } from 'vscode';
import { reasonOf } from '../../model/failure';
import { text } from '../../model/text';
import { t } from '../localise';
import { settings } from '../settings';
import { chooseFoundNodes } from './found-nodes';
import type { Command } from './parts';

/** Leaves containers alone from now on: they are neither shown nor asked. */
export const ignoreContainer: Command = async ({ lab, log }, args) => {
  const chosen = await chooseFoundNodes(lab, args, text('Which container is to be ignored?'), 'ignorable');
  const names = [...new Set(chosen.map(({ node }) => node.container.name))];
  await settings.ignore(names);
  const undo = t('Undo');
  window
    .showInformationMessage(t('{0} is ignored from now on.', names.join(', ')), undo)
    .then((answer) => (answer === undo ? settings.ignoreNoMore(names) : undefined))
    .then(undefined, (error: unknown) => log.error(`ignore: ${reasonOf(error)}`));
};
