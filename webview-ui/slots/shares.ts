import { formatBytes, formatSlots } from '../../src/model/format';
import { SLOT_COUNT } from '../../src/model/slot-owners';
import type { NodeSnapshot } from '../../src/model/snapshot';
import { countSlots, ownSlots } from '../../src/model/structure';
import { type Described, el } from '../elements';
import { number, percent, t } from '../l10n';
import { memoEach } from '../memo';
import type { Scene } from '../scene';
import { nodeName } from '../widgets/node-name';
import { cell, numberCell, row, table } from '../widgets/table';
import { tintClass } from './tints';

/** Per shard: its slots, its share against the fair share, keys, memory, operations. */
export function shareTable(scene: Scene): Described {
  const masters = scene.arrangement.shards.flatMap((s) => (s.master ? [s.master] : []));
  const counts = masters.map((m) => countSlots(ownSlots(m)));
  const fair = SLOT_COUNT / scene.arrangement.shards.length;
  const full = Math.max(2 * fair, ...counts);
  const columns = [
    { label: t('Shard') },
    { label: t('Slots') },
    { label: t('Count'), numeric: true },
    { label: t('Share (line: fair share)'), wide: true },
    { label: t('Keys'), numeric: true },
    { label: t('Memory'), numeric: true },
    { label: t('Ops/s'), numeric: true },
  ];
  const rows = masters.map((m, i) => shareRow(m, i, counts[i] ?? 0, fair, full, scene));
  return table(t('Slots per shard'), columns, rows);
}

function shareRow(
  master: NodeSnapshot,
  tint: number,
  count: number,
  fair: number,
  full: number,
  scene: Scene,
): Described {
  const server = master.answer.kind === 'data' ? master.answer.server : undefined;
  const slots = count === 0 ? t('none') : formatSlots(ownSlots(master));
  return row(master.id, master === scene.selected, nodeName(master, scene), [
    ...share(master.id, slots, count, fair, full, tint),
    numberCell(server ? number(server.keys) : '–'),
    numberCell(server ? formatBytes(server.usedMemory) : '–'),
    numberCell(server ? number(server.opsPerSecond) : '–'),
  ]);
}

/** What changes only when slots do. */
const share = memoEach((slots: string, count: number, fair: number, full: number, tint: number) => [
  cell(el('code', {}, slots)),
  numberCell(number(count)),
  cell(bar(count, fair, full, tint)),
]);

function bar(count: number, fair: number, full: number, tint: number): Described {
  const part = (n: number) => `${((n / full) * 100).toFixed(2)}%`;
  return el(
    'div',
    { class: 'share' },
    el(
      'div',
      { class: 'bar', 'aria-hidden': 'true' },
      el('div', { class: `fill ${tintClass(tint)}`, css: { width: part(count) } }),
      el('div', { class: 'fair', css: { left: part(fair) } }),
    ),
    el('span', {}, percent(count / SLOT_COUNT)),
  );
}
