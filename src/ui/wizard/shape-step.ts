import type { Shape } from '../../model/spec';
import { t } from '../localise';
import { type Draft, withShape } from './draft';
import type { Choice } from './questions';
import type { Step } from './steps';

/** Asks which of the three shapes to make. */
export function shapeStep(taken: readonly string[]): Step<Draft> {
  return async (ask, draft) => {
    const shape = await ask.pick({
      placeholder: t('What shall it be?'),
      items: shapes(),
      isActive: (value) => value === draft.spec.shape,
    });
    return withShape(draft, shape, taken);
  };
}

function shapes(): Choice<Shape>[] {
  return [
    {
      value: 'replication',
      label: `$(references) ${t('Replication')}`,
      description: t('1 master, 2 replicas'),
      detail: t('Copies of one server: read scaling, backups, failover by hand.'),
    },
    {
      value: 'sentinel',
      label: `$(eye) ${t('Sentinel')}`,
      description: t('1 master, 2 replicas, 3 sentinels'),
      detail: t('High availability: sentinels watch the master and promote a replica when it fails.'),
    },
    {
      value: 'cluster',
      label: `$(layers) ${t('Cluster')}`,
      description: t('3 masters, 1 replica each'),
      detail: t('Keys spread over several masters by slot; each master’s replica takes over for it.'),
    },
  ];
}
