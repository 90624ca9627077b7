import { window } from 'vscode';
import { describeShape } from '../../model/describe';
import { Cancelled } from '../../model/failure';
import type { SavedData } from '../../model/saved-data/saved-data';
import type { TopologySnapshot } from '../../model/snapshot';
import type { Lab } from '../../topology/lab';
import { show, t } from '../localise';
import { topologyCapabilities } from '../topology-actions';
import { listed } from './listed';

/** Where saved data is to go: a topology of the engine that it is on, or a new one. @throws Cancelled */
export async function chooseRestoreTarget(lab: Lab, saved: SavedData): Promise<TopologySnapshot | 'new'> {
  await listed(lab);
  const able = lab.store.topologies.filter((one) => topologyCapabilities(one).includes('verifiable'));
  // The one that it was saved from comes first: most often it is what is meant.
  const [own, others] = [
    able.filter(({ id }) => id === saved.topology.id),
    able.filter(({ id }) => id !== saved.topology.id),
  ];
  const items = [
    ...own.map((target) => item(target, t('where it was saved'))),
    ...(saved.spec
      ? [
          {
            label: `$(add) ${t('A new topology')}`,
            description: t('like the one that it was saved from'),
            target: 'new' as const,
          },
        ]
      : []),
    ...others.map((target) => item(target, '')),
  ];
  const chosen = await window.showQuickPick(items, {
    placeHolder: t('Where is "{0}" to be restored?', saved.name),
    matchOnDescription: true,
  });
  if (!chosen) throw new Cancelled();
  return chosen.target;
}

const item = (target: TopologySnapshot, remark: string) => ({
  label: target.name,
  description: [show(describeShape(target)), remark].filter((part) => part !== '').join(' · '),
  target,
});
