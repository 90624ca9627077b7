import { formatSlots } from '../../src/model/format';
import type { Move } from '../../src/model/moves/move';
import { countSlots } from '../../src/model/structure';
import { type Described, el } from '../elements';
import { number, t } from '../l10n';
import { cell, numberCell, row, table } from '../widgets/table';
import type { Masters } from './choices';

const MOST_RANGES = 12;

/** Which slots go from where to where. */
export function moveList(moves: readonly Move[], masters: Masters): Described {
  const nameOf = (id: string) => masters.find((m) => m.id === id)?.name ?? id;
  const total = moves.reduce((sum, { slots }) => sum + countSlots(slots), 0);
  const columns = [
    { label: t('From') },
    { label: t('To') },
    { label: t('Count'), numeric: true },
    { label: t('Slots') },
  ];
  const rows = moves.map(({ from, to, slots }) =>
    row(`${from} ${to}`, false, nameOf(from), [
      cell(nameOf(to)),
      numberCell(number(countSlots(slots))),
      el('td', { class: 'words' }, el('code', {}, formatSlots(slots, MOST_RANGES))),
    ]),
  );
  return el(
    'details',
    { key: 'moves', open: true },
    el('summary', {}, total === 1 ? t('1 slot moves') : t('{0} slots move', number(total))),
    table(t('Moves'), columns, rows),
  );
}
