import { type Described, el } from '../elements';
import { t } from '../l10n';
import { FILTERS, type Filter, filterWord } from './filters';

/** What is shown of the timeline. Only a topology with sentinels has something of theirs. */
export function filterBar(shape: string, wanted: Filter, choose: (filter: Filter) => void): Described {
  const offered = FILTERS.filter((f) => f !== 'sentinels' || shape === 'sentinel');
  return el(
    'div',
    { class: 'filters', role: 'group', 'aria-label': t('What is shown of the timeline') },
    ...offered.map((f) =>
      el(
        'button',
        {
          class: 'tool',
          type: 'button',
          key: f,
          'aria-pressed': f === wanted ? 'true' : 'false',
          on: { click: () => choose(f) },
        },
        filterWord(f),
      ),
    ),
  );
}
