import { env, window } from 'vscode';
import { Failure } from '../../model/failure';
import { text } from '../../model/text';
import { t } from '../localise';
import { chooseTopology } from './choose-topology';
import type { Command } from './parts';

/** Copies a topology's password: the only way on which it leaves the containers, and only when asked for. */
export const copyPassword: Command = async ({ lab }, args) => {
  const topology = await chooseTopology(lab, args, text('Whose password?'), 'secret');
  const password = await lab.passwordOf(topology.id);
  if (password === undefined) throw new Failure(text('{0} has no password', topology.name));
  await env.clipboard.writeText(password);
  window.setStatusBarMessage(t('Copied the password of {0}', topology.name), 3000);
};
