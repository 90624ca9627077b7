import type { Share } from '../../src/model/moves/move-plan';
import { SLOT_COUNT } from '../../src/model/slot-owners';
import { type Described, el } from '../elements';
import { number, percent, t } from '../l10n';
import { tintClass } from '../slots/tints';
import { cell, numberCell, row, table } from '../widgets/table';

/** Each shard's slots before and after: in numbers, and as two bars one above the other. */
export function shareBars(shares: readonly Share[]): Described {
  const full = Math.max(...shares.flatMap(({ before, after }) => [before, after]), 1);
  const columns = [
    { label: t('Shard') },
    { label: t('Before'), numeric: true },
    { label: t('After'), numeric: true },
    { label: t('Change'), numeric: true },
    { label: t('Share of all slots'), wide: true },
  ];
  const rows = shares.map(({ id, name, before, after }, i) =>
    row(id, false, name, [
      numberCell(number(before)),
      numberCell(number(after)),
      numberCell(change(after - before)),
      cell(bars(before, after, full, i)),
    ]),
  );
  return table(t('Slots before and after'), columns, rows);
}

const change = (by: number): string => (by === 0 ? '–' : by > 0 ? `+${number(by)}` : `−${number(-by)}`);

function bars(before: number, after: number, full: number, tint: number): Described {
  const bar = (key: string, count: number) =>
    el('div', {
      key,
      class: `${key} ${key === 'after' ? `fill ${tintClass(tint)}` : ''}`,
      css: { width: `${((count / full) * 100).toFixed(2)}%` },
    });
  return el(
    'div',
    { class: 'share' },
    el('div', { class: 'two-bars', 'aria-hidden': 'true' }, bar('before', before), bar('after', after)),
    el('span', {}, percent(after / SLOT_COUNT)),
  );
}
