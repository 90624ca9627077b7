import { type Child, el } from '../elements';
import { t } from '../l10n';
import { countOf, isEmpty, type Masters, targetOf } from './choices';
import type { Draft } from './draft';
import { checkbox, choice, group, textInput } from './fields';
import { toField } from './shared-fields';

/** To whom, from whom, and how many or which. */
export function reshardFields(draft: Draft, masters: Masters, changed: () => void): readonly Child[] {
  const target = targetOf(draft, masters);
  const givers = masters.filter((m) => m !== target && !isEmpty(m));
  return [
    toField(draft, masters, changed),
    group(
      'move-from',
      t('From'),
      el(
        'div',
        { class: 'choices' },
        ...givers.map((m) =>
          checkbox(`from-${m.name}`, m.name, !draft.spared.has(m.id), (checked) => {
            if (checked) draft.spared.delete(m.id);
            else draft.spared.add(m.id);
            changed();
          }),
        ),
      ),
    ),
    group('move-what', t('Slots'), ...amountFields(draft, masters, changed)),
  ];
}

function amountFields(draft: Draft, masters: Masters, changed: () => void): readonly Child[] {
  const by = (which: Draft['by'], label: string) =>
    choice({
      id: `by-${which}`,
      type: 'radio',
      name: 'by',
      label,
      checked: draft.by === which,
      change: () => {
        draft.by = which;
        changed();
      },
    });
  const count = textInput({
    id: 'move-count',
    label: t('Number of slots'),
    value: countOf(draft, targetOf(draft, masters), masters),
    input: (value) => {
      draft.count = value;
      changed();
    },
  });
  const ranges = textInput({
    id: 'move-ranges',
    label: t('Slots and ranges of slots'),
    value: draft.ranges,
    placeholder: '0-99, 7000',
    wide: true,
    input: (value) => {
      draft.ranges = value;
      changed();
    },
  });
  return [
    el('div', { class: 'choices' }, by('count', t('a number of them')), by('ranges', t('exactly these'))),
    draft.by === 'count' ? count : ranges,
  ];
}
