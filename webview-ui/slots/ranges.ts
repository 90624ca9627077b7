import { type Described, el } from '../elements';
import { number, t } from '../l10n';
import { mark } from '../marks';
import { memo } from '../memo';
import { cell, numberCell, row, table } from '../widgets/table';
import type { Stretch } from './owners';
import { stretchLevel, stretchWord } from './words';

/** The ribbon as a table. */
export const rangeTable = memo((stretches: readonly Stretch[]): Described => {
  const columns = [
    { label: t('Slots') },
    { label: t('Count'), numeric: true },
    { label: t('Owner') },
    { label: t('State') },
  ];
  const rows = stretches.map((s) => {
    const [first, last] = s.range;
    return row(`${first}`, false, first === last ? `${first}` : `${first}-${last}`, [
      numberCell(number(last - first + 1)),
      cell(s.owner?.name ?? t('nobody')),
      cell(mark(stretchLevel(s)), stretchWord(s)),
    ]);
  });
  return el(
    'details',
    { key: 'ranges' },
    el('summary', {}, t('Slot ranges as a table ({0})', number(stretches.length))),
    table(t('Slot ranges'), columns, rows),
  );
});
