import { window } from 'vscode';
import { bringUp } from '../../operations/bring-up';
import { t } from '../localise';
import { fileAt } from '../topology-file/file-at';
import { holderOf } from '../topology-file/holder';
import { generatePassword } from '../wizard/password';
import type { Command } from './parts';
import { workInNotification } from './progress';

/** Makes the topology that a file asks for, or starts it where it exists; done when it is ready. */
export const upFromFile: Command = async ({ stations, log, reveal }, args) => {
  const { spec } = await fileAt(args);
  const lab = await holderOf(stations, spec.name);
  const secrets = spec.auth === 'password' ? { password: generatePassword() } : {};
  const { id } = await workInNotification(log, t('Bringing {0} up', spec.name), true, (work) =>
    bringUp(lab, spec, secrets, work),
  );
  await reveal(id);
  window.setStatusBarMessage(t('{0} is ready.', spec.name), 5000);
};
