import { window } from 'vscode';
import { Cancelled, reasonOf } from '../../model/failure';
import { formatBytes, formatCount } from '../../model/format';
import { savedNameProblem, suggestedSavedName } from '../../model/saved-data/name';
import { totalBytes, totalKeys } from '../../model/saved-data/saved-data';
import { text } from '../../model/text';
import { saveTopologyData } from '../../operations/saved-data/save';
import { listSavedData } from '../../topology/saved-list';
import { show, t } from '../localise';
import { chooseTopology } from './choose-topology';
import type { Command } from './parts';
import { workInNotification } from './progress';

/** Keeps the data of a topology, as it is now, under a name. */
export const saveDataCommand: Command = async ({ lab, log, timeline }, args) => {
  const topology = await chooseTopology(lab, args, text('Whose data is to be saved?'), 'verifiable');
  const { saved } = await listSavedData(await lab.connect());
  const taken = saved.map(({ name }) => name);
  const name = await window.showInputBox({
    title: t('Save the data of {0}', topology.name),
    prompt: t(
      'Under which name? It stays on the engine until you delete it, also when the topology is removed. Writes wait for a moment while the masters begin to save.',
    ),
    value: suggestedSavedName(topology.name, saved),
    validateInput: (typed) => {
      const problem = savedNameProblem(typed, taken);
      return problem && show(problem);
    },
  });
  if (name === undefined) throw new Cancelled();
  const made = await workInNotification(log, t('Saving the data of {0}', topology.name), true, (work) =>
    saveTopologyData(lab, topology.id, name, work),
  );
  const [keys, bytes] = [formatCount(totalKeys(made)), formatBytes(totalBytes(made))];
  const what = text('Saved as "{0}": {1} keys, {2}', made.name, keys, bytes);
  timeline.note(topology.id, { severity: 'info', what, nodes: [] });
  void window.showInformationMessage(show(what));
  await lab.relist().catch((error: unknown) => log.warn(`list after saving: ${reasonOf(error)}`));
};
