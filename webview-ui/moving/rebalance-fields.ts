import { type Child, el } from '../elements';
import { t } from '../l10n';
import { type Masters, thresholdOf, weightOf } from './choices';
import type { Draft } from './draft';
import { field, group, textInput } from './fields';
import { emptyField } from './shared-fields';

/** A weight for each master, and how exact it shall be. */
export function rebalanceFields(draft: Draft, masters: Masters, changed: () => void): readonly Child[] {
  return [
    group(
      'move-weights',
      t('Weights'),
      el(
        'div',
        { class: 'choices' },
        ...masters.map((m) => {
          const input = (value: string) => {
            draft.weights.set(m.id, value);
            changed();
          };
          const id = `weight-${m.name}`;
          const control = textInput({ id, value: weightOf(draft, m.id), input });
          return el('span', { class: 'choice', key: id }, control, el('label', { for: id }, m.name));
        }),
      ),
    ),
    field(
      'move-threshold',
      t('Tolerance (%)'),
      textInput({
        id: 'move-threshold',
        value: thresholdOf(draft),
        input: (value) => {
          draft.threshold = value;
          changed();
        },
      }),
    ),
    emptyField(draft, masters, changed),
  ];
}
