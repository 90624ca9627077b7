import { window } from 'vscode';
import { Cancelled } from '../../model/failure';
import { text } from '../../model/text';
import { removeTopology } from '../../operations/remove';
import type { Lab } from '../../topology/lab';
import { listSavedData } from '../../topology/saved-list';
import { t } from '../localise';
import { chooseTopology } from './choose-topology';
import type { Command } from './parts';
import { workInView } from './progress';
import { whatGoes } from './what-goes';

/** Removes a topology with all its data, after saying what goes. */
export const removeTopologyCommand: Command = async ({ lab, log }, args) => {
  const topology = await chooseTopology(lab, args, text('Which topology is to be removed?'), 'removable');
  const remove = t('Remove');
  const answer = await window.showWarningMessage(
    t('Remove {0}?', topology.name),
    { modal: true, detail: [...(await whatStays(lab, topology.id)), whatGoes(topology)].join('\n') },
    remove,
  );
  if (answer !== remove) throw new Cancelled();
  await workInView(log, (work) => removeTopology(lab, topology.id, work));
};

/** Data that was saved of it belongs to the engine, and goes only when it is deleted itself. */
async function whatStays(lab: Lab, topologyId: string): Promise<string[]> {
  const { saved } = await listSavedData(await lab.connect());
  const names = saved.filter(({ topology }) => topology.id === topologyId).map(({ name }) => name);
  return names.length === 0 ? [] : [t('The data that was saved of it stays: {0}', names.join(', ')), ''];
}
