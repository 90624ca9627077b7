import { type Child, el } from '../elements';
import { t } from '../l10n';
import type { Scene } from '../scene';
import { stretches } from './owners';
import { rangeTable } from './ranges';
import { ribbon } from './ribbon';
import { shareTable } from './shares';

/** A cluster's slots: the ribbon, each shard's share, and all ranges. */
export function slots(scene: Scene): Child {
  if (scene.snapshot.shape !== 'cluster' || scene.arrangement.shards.length === 0) return undefined;
  const all = stretches(scene);
  return el(
    'section',
    { key: 'slots', 'aria-labelledby': 'slots-title' },
    el('h2', { id: 'slots-title' }, t('Slots')),
    ribbon(all),
    shareTable(scene),
    rangeTable(all),
  );
}
