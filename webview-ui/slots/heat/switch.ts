import { type Described, el } from '../../elements';
import { t } from '../../l10n';
import type { HeatView } from './heat';
import { shownWord } from './metric';

/** Owners alone, or what the servers count above them. */
export function heatSwitch({ choices, shown, choose }: HeatView): Described {
  return el(
    'div',
    { class: 'filters', role: 'group', 'aria-label': t('What the ribbon shows'), key: 'heat-switch' },
    ...choices.map((choice) =>
      el(
        'button',
        {
          class: 'tool',
          type: 'button',
          key: choice,
          'aria-pressed': choice === shown ? 'true' : 'false',
          on: { click: () => choose(choice) },
        },
        shownWord(choice),
      ),
    ),
  );
}
