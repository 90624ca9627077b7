import { window } from 'vscode';
import { Cancelled } from '../../model/failure';
import type { TopologySnapshot } from '../../model/snapshot';
import { text } from '../../model/text';
import { removeTopology } from '../../operations/remove';
import { t } from '../localise';
import { chooseTopology } from './choose-topology';
import type { Command } from './parts';
import { workInView } from './progress';

/** Removes a topology with all its data, after saying what goes. */
export const removeTopologyCommand: Command = async ({ lab, log }, args) => {
  const topology = await chooseTopology(lab, args, text('Which topology is to be removed?'), 'removable');
  const remove = t('Remove');
  const answer = await window.showWarningMessage(
    t('Remove {0}?', topology.name),
    { modal: true, detail: whatGoes(topology) },
    remove,
  );
  if (answer !== remove) throw new Cancelled();
  await workInView(log, (work) => removeTopology(lab, topology.id, work));
};

function whatGoes({ nodes }: TopologySnapshot): string {
  const volumes = new Set(nodes.flatMap(({ container }) => container.volumeName ?? []));
  const networks = new Set(nodes.flatMap(({ container }) => container.networkName ?? []));
  return [
    t('Containers: {0}', nodes.length),
    t('Volumes, with the data in them: {0}', volumes.size),
    t('Network: {0}', [...networks].join(', ') || t('none')),
    '',
    t('This cannot be undone.'),
  ].join('\n');
}
