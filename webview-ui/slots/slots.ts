import { type Child, el } from '../elements';
import { t } from '../l10n';
import type { Scene } from '../scene';
import { findKey } from './find';
import { stretches } from './owners';
import { rangeTable } from './ranges';
import { readout, ribbon } from './ribbon';
import { shareTable } from './shares';
import { spoken } from './spoken';
import { unusualSlots, zoomTools } from './tools';

/** A cluster's slots: the ribbon, each shard's share, and all ranges. */
export function slots(scene: Scene): Child {
  if (scene.snapshot.shape !== 'cluster' || scene.arrangement.shards.length === 0) return undefined;
  const all = stretches(scene);
  const { redraw } = scene.act;
  return el(
    'section',
    { key: 'slots', 'aria-labelledby': 'slots-title' },
    el('h2', { id: 'slots-title' }, t('Slots')),
    el('div', { class: 'slot-tools', key: 'above' }, findKey(all, redraw), zoomTools(redraw)),
    ribbon(all, redraw),
    el('p', { class: 'readout', key: 'readout' }, readout(all)),
    el('p', { class: 'unseen', key: 'spoken', 'aria-live': 'polite' }, spoken()),
    unusualSlots(all, redraw),
    shareTable(scene),
    rangeTable(all),
  );
}
