import { keySlot } from '../../src/model/key-slot';
import { type Child, el } from '../elements';
import { t } from '../l10n';
import { type Masters, ownerOf } from './choices';
import type { Draft } from './draft';
import { field, textInput } from './fields';
import { toField } from './shared-fields';

/** Which key, and to whom. */
export function keyFields(draft: Draft, masters: Masters, changed: () => void): readonly Child[] {
  const slot = draft.key === '' ? undefined : keySlot(draft.key);
  const owner = slot === undefined ? undefined : ownerOf(slot, masters);
  const control = textInput({
    id: 'move-key',
    value: draft.key,
    placeholder: '{user:42}.cart',
    wide: true,
    input: (value) => {
      draft.key = value;
      changed();
    },
  });
  const found = slot !== undefined && t('slot {0}, served by {1}', slot, owner?.name ?? t('nobody'));
  return [
    field('move-key', t('Key'), control, found && el('span', { class: 'dim', key: 'found' }, found)),
    toField(draft, masters, changed),
  ];
}
