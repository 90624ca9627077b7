import { type Growth, growthOf } from '../../src/model/size/growth';
import type { TopologyAction } from '../../src/protocol/to-host';
import { actionLabel } from '../action-labels';
import { type Child, el } from '../elements';
import { t } from '../l10n';
import type { Scene } from '../scene';
import { button } from './buttons';

const ACTIONS: Readonly<Record<Growth, TopologyAction>> = {
  shard: 'addShard',
  replica: 'addReplica',
  sentinel: 'addSentinel',
  sentinels: 'addSentinels',
};

/** What makes the topology larger: seldom wanted, so it stands folded behind what is wanted often. */
export function sizeMenu({ snapshot, act, errand }: Scene): Child {
  const growths = growthOf(snapshot);
  if (growths.length === 0) return undefined;
  return el(
    'details',
    { class: 'size', key: 'size' },
    el('summary', {}, t('Add nodes')),
    el(
      'div',
      { class: 'actions', role: 'group', 'aria-label': t('Add nodes to {0}', snapshot.name) },
      ...growths.map((growth) => {
        const action = ACTIONS[growth];
        return button(actionLabel(action), () => act.call({ name: 'topology', action }), {
          key: action,
          disabled: errand()?.kind === 'running',
        });
      }),
    ),
  );
}
