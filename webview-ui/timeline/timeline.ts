import type { TimelineEntry } from '../../src/model/timeline/entry';
import { type Child, type Described, el } from '../elements';
import { number, t } from '../l10n';
import { memo } from '../memo';
import type { Scene } from '../scene';
import { asText } from './as-text';
import { copyButton, copyNote, copyState } from './copy';
import { entryItem } from './entry';
import { filterBar } from './filter-bar';
import { type Filter, passes } from './filters';
import { dayOf } from './times';

/** More in the document than this makes it slow, and nobody reads so far. */
const MOST = 200;
let filter: Filter = 'all';
let unfolded: ReadonlySet<string> = new Set();

/** What happened, newest first. */
export function timeline({ events, asOf, snapshot, act }: Scene): Described {
  return section(events, dayOf(asOf), snapshot.shape, filter, unfolded, copyState(), act.redraw);
}

const section = memo(
  (
    events: readonly TimelineEntry[],
    today: string,
    shape: string,
    wanted: Filter,
    open: ReadonlySet<string>,
    _copied: unknown,
    redraw: () => void,
  ): Described => {
    const passing = events.filter((e) => passes(e, wanted));
    const choose = (f: Filter) => {
      filter = f;
      redraw();
    };
    const toggle = (id: string) => {
      const next = new Set(unfolded);
      if (!next.delete(id)) next.add(id);
      unfolded = next;
      redraw();
    };
    const items = passing.slice(0, MOST).map((e) => entryItem(e, today, open.has(e.id), () => toggle(e.id)));
    return el(
      'section',
      { key: 'timeline', class: 'timeline', 'aria-labelledby': 'timeline-title' },
      el('h2', { id: 'timeline-title' }, t('Timeline')),
      el(
        'div',
        { class: 'timeline-tools', key: 'tools' },
        filterBar(shape, wanted, choose),
        passing.length > 0 && copyButton(() => asText(passing), redraw),
      ),
      copyNote(redraw),
      items.length > 0
        ? el(
            'div',
            { class: 'frame', key: 'entries', role: 'region', tabindex: '0', 'aria-label': t('Timeline') },
            el('ol', { class: 'entries' }, ...items),
          )
        : el('p', { class: 'dim', key: 'none' }, emptyWords(wanted)),
      older(passing.length - items.length),
    );
  },
);

const emptyWords = (wanted: Filter): string =>
  wanted === 'all' ? t('Nothing has happened since it is watched.') : t('Nothing of this kind has happened.');

const older = (count: number): Child =>
  count > 0 &&
  el(
    'p',
    { class: 'dim', key: 'older' },
    t('{0} older ones are not shown; the copied text has them.', number(count)),
  );
