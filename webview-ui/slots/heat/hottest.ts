import { type Child, type Described, el } from '../../elements';
import { percent, t } from '../../l10n';
import { cell, numberCell, row, table } from '../../widgets/table';
import type { Stretch } from '../owners';
import { show } from '../view';
import { ownerWords, stretchAt } from '../words';
import { type Heat, shownWord, valueWords } from './metric';

/** The bars' peaks as a table, each a way to its slot. */
export function hottestTable(heat: Heat | undefined, all: readonly Stretch[], redraw: () => void): Child {
  if (!heat || heat.top.length === 0) return undefined;
  const columns = [
    { label: t('Hottest slots') },
    { label: t('Owner') },
    { label: shownWord(heat.metric), numeric: true },
    { label: t('Share of all'), numeric: true },
  ];
  const rows = heat.top.map(({ slot, value }) =>
    row(`${slot}`, false, way(slot, all, redraw), [
      cell(stretchAt(all, slot)?.owner?.name ?? t('nobody')),
      numberCell(valueWords(heat.metric, value)),
      numberCell(percent(value / heat.sum)),
    ]),
  );
  return el('div', { key: 'hottest', class: 'hottest' }, table(t('Hottest slots'), columns, rows));
}

function way(slot: number, all: readonly Stretch[], redraw: () => void): Described {
  const go = () => {
    show(slot);
    redraw();
  };
  const label = `${t('Show slot {0}', slot)} · ${ownerWords(all, slot)}`;
  return el(
    'button',
    {
      class: 'name',
      type: 'button',
      'aria-label': label,
      title: t('Show slot {0}', slot),
      on: { click: go },
    },
    `${slot}`,
  );
}
