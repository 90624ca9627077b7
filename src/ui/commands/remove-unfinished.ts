import { window } from 'vscode';
import { Cancelled } from '../../model/failure';
import type { JoiningNode, TopologySnapshot } from '../../model/snapshot';
import { removeAddition } from '../../operations/size/undo-addition';
import { t } from '../localise';
import type { Parts } from './parts';
import { workInNotification } from './progress';

/** Removes what was being added and never was; the others forget it where they had heard of it. */
export async function removeUnfinished(
  { lab, log }: Parts,
  topology: TopologySnapshot,
  node: JoiningNode,
): Promise<void> {
  const partners = (topology.joining ?? []).filter((n) => n.addition === node.addition);
  const names = partners.map((n) => n.name).join(', ');
  const remove = t('Remove');
  const detail = t('Its addition to {0} was not finished. The containers and volumes go.', topology.name);
  const answer = await window.showWarningMessage(t('Remove {0}?', names), { modal: true, detail }, remove);
  if (answer !== remove) throw new Cancelled();
  await workInNotification(log, t('Removing {0}', names), false, async (work) => {
    await removeAddition(lab, topology, node.addition, work);
    await lab.relist();
  });
}
