import { commands, window } from 'vscode';
import { type Remedy, reasonOf } from '../../model/failure';
import { t } from '../localise';
import type { CommandId } from './command-ids';
import type { Parts } from './parts';

interface Attempt {
  readonly args: readonly unknown[];
  /** Runs the command that failed once more. */
  readonly again: () => Promise<void>;
}

/** Shows an error with a button for each remedy, and does the one that is chosen. Does not wait for the choice. */
export function showFailure(
  parts: Parts,
  message: string,
  remedies: readonly Remedy[],
  attempt: Attempt,
): void {
  const buttons = remedies.flatMap((remedy) => button(remedy, parts, attempt) ?? []);
  window
    .showErrorMessage(message, ...buttons)
    .then((chosen) => chosen?.run())
    .then(undefined, (error: unknown) => parts.log.error(`remedy: ${reasonOf(error)}`));
}

function button(remedy: Remedy, parts: Parts, { args, again }: Attempt) {
  switch (remedy) {
    case 'showLog':
      return { title: t('Show Log'), run: async () => parts.showLog() };
    case 'retry':
      return { title: t('Try Again'), run: again };
    case 'chooseContext':
      return { title: t('Use Docker Context…'), run: invoke('redisTopologyLab.chooseContext') };
    case 'chooseImage':
      return { title: t('Choose Another Image'), run: invoke('redisTopologyLab.createTopology') };
    case 'choosePorts':
      return { title: t('Choose Other Ports'), run: invoke('redisTopologyLab.createTopology') };
    case 'removeTopology':
      return { title: t('Remove Topology…'), run: invoke('redisTopologyLab.removeTopology', args[0]) };
    case 'openDashboard':
      return { title: t('Open Dashboard'), run: invoke('redisTopologyLab.openDashboard', args[0]) };
    case 'enterPassword':
      return { title: t('Enter Password…'), run: invoke('redisTopologyLab.enterPassword', args[0]) };
  }
}

function invoke(id: CommandId, ...args: unknown[]): () => Promise<void> {
  return async () => void (await commands.executeCommand(id, ...args));
}
