import { window } from 'vscode';
import { t } from '../localise';
import type { Command } from './parts';

/** New terminals have nothing of a topology any more. */
export const runWithout: Command = async ({ terminalEnvironment }) => {
  terminalEnvironment.clear();
  window.setStatusBarMessage(t('New terminals have no REDIS_URL of ours any more'), 5000);
};
