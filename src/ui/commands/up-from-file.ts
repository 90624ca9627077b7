import { window } from 'vscode';
import { bringUp } from '../../operations/bring-up';
import { t } from '../localise';
import { fileAt } from '../topology-file/file-at';
import { generatePassword } from '../wizard/password';
import type { Command } from './parts';
import { workInNotification } from './progress';

/** Makes the topology that a file asks for, or starts it where it exists; done when it is ready. */
export const upFromFile: Command = async ({ lab, log, reveal }, args) => {
  const { spec } = await fileAt(args);
  const password = spec.auth === 'password' ? generatePassword() : undefined;
  const { id } = await workInNotification(log, t('Bringing {0} up', spec.name), true, (work) =>
    bringUp(lab, spec, password, work),
  );
  await reveal(id);
  window.setStatusBarMessage(t('{0} is ready.', spec.name), 5000);
};
