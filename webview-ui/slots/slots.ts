import { type Child, el } from '../elements';
import { t } from '../l10n';
import type { Scene } from '../scene';
import { findKey } from './find';
import { heatView } from './heat/heat';
import { hottestTable } from './heat/hottest';
import { heatSwitch } from './heat/switch';
import { heatWords } from './heat/words';
import { stretches } from './owners';
import { rangeTable } from './ranges';
import { readout, ribbon } from './ribbon';
import { shareTable } from './shares';
import { spoken } from './spoken';
import { unusualSlots, zoomTools } from './tools';

/** A cluster's slots: the ribbon, what servers count per slot, each shard's share, and all ranges. */
export function slots(scene: Scene): Child {
  if (scene.snapshot.shape !== 'cluster' || scene.arrangement.shards.length === 0) return undefined;
  const all = stretches(scene);
  const heat = heatView(scene);
  const { redraw } = scene.act;
  return el(
    'section',
    { key: 'slots', 'aria-labelledby': 'slots-title' },
    el('h2', { id: 'slots-title' }, t('Slots')),
    el('div', { class: 'slot-tools', key: 'above' }, findKey(all, redraw), zoomTools(redraw)),
    heat && heatSwitch(heat),
    heat?.looked && heatWords(heat.looked),
    ribbon(all, heat?.looked, redraw),
    el('p', { class: 'readout', key: 'readout' }, readout(all, heat?.looked)),
    el('p', { class: 'unseen', key: 'spoken', 'aria-live': 'polite' }, spoken()),
    unusualSlots(all, redraw),
    hottestTable(heat?.looked?.heat, all, redraw),
    shareTable(scene),
    rangeTable(all),
  );
}
