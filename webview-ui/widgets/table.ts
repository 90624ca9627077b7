import { type Child, type Described, el } from '../elements';

export interface Column {
  readonly label: string;
  readonly numeric?: boolean;
  readonly wide?: boolean;
}

const LONG = 24;

/** A native table in a frame that scrolls sideways when it must, reachable by keyboard. */
export function table(label: string, columns: readonly Column[], rows: readonly Described[]): Described {
  const long = rows.length > LONG ? ' long' : '';
  return el(
    'div',
    { class: `scroller${long}`, role: 'region', tabindex: '0', 'aria-label': label },
    el(
      'table',
      {},
      el(
        'thead',
        {},
        el(
          'tr',
          {},
          ...columns.map(({ label, numeric, wide }) =>
            el(
              'th',
              { scope: 'col', class: [numeric && 'n', wide && 'wide'].filter(Boolean).join(' ') },
              label,
            ),
          ),
        ),
      ),
      el('tbody', {}, ...rows),
    ),
  );
}

export function row(key: string, selected: boolean, head: Child, cells: readonly Child[]): Described {
  return el(
    'tr',
    { key, class: selected ? 'selected' : undefined, 'aria-current': selected ? 'true' : undefined },
    el('th', { scope: 'row' }, head),
    ...cells,
  );
}

export const cell = (...children: Child[]): Described => el('td', {}, ...children);
export const wordsCell = (...children: Child[]): Described => el('td', { class: 'words' }, ...children);
export const numberCell = (...children: Child[]): Described => el('td', { class: 'n' }, ...children);

/** The name of a node, as the way to its details. */
export function nodeButton(name: string, select: () => void, ...before: Child[]): Described {
  return el('button', { class: 'name', type: 'button', on: { click: select } }, ...before, name);
}
