import { commands, window } from 'vscode';
import { reasonOf } from '../../model/failure';
import { formatDuration } from '../../model/format';
import { text } from '../../model/text';
import { createTopology } from '../../operations/create';
import { t } from '../localise';
import { chooseEngine } from './choose-engine';
import type { CommandId } from './command-ids';
import type { Command, Parts } from './parts';
import { workInNotification } from './progress';

/** Asks for a topology and makes it; can be cancelled at any step, and then leaves nothing. */
export const createTopologyCommand: Command = async (parts, args) => {
  const { lab, log, timeline } = parts;
  await chooseEngine(parts, args);
  await lab.connect();
  const wish = await parts.askForTopology();
  if (!wish) return;
  const { spec, password } = wish;
  const secrets = password === undefined ? {} : { password };
  const began = lab.now();
  const { id } = await workInNotification(log, t('Creating {0}', spec.name), true, (work) =>
    createTopology(lab, spec, secrets, work),
  );
  const took = formatDuration(lab.now() - began);
  timeline.note(id, {
    severity: 'good',
    what: text('{0} was made within {1}', spec.name, took),
    nodes: (lab.store.get(id)?.nodes ?? []).map((node) => node.id),
  });
  announce(parts, spec.name, id);
};

/** Says that it is ready and offers a look at it, without waiting for the answer. */
function announce(parts: Parts, name: string, id: string): void {
  const open = t('Open Dashboard');
  const dashboard: CommandId = 'redisTopologyLab.openDashboard';
  const failed = (error: unknown) => parts.log.warn(`after creation: ${reasonOf(error)}`);
  parts.reveal(id).catch(failed);
  window
    .showInformationMessage(t('{0} is ready.', name), open)
    .then((chosen) => (chosen === open ? commands.executeCommand(dashboard, id) : undefined))
    .then(undefined, failed);
}
