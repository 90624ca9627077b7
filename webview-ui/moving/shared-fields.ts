import type { Child } from '../elements';
import { t } from '../l10n';
import { isEmpty, type Masters, targetOf } from './choices';
import type { Draft } from './draft';
import { checkbox, field, masterSelect } from './fields';

/** Who gets the slots. */
export function toField(draft: Draft, masters: Masters, changed: () => void): Child {
  const choose = (id: string) => {
    draft.target = id;
    changed();
  };
  return field('move-to', t('To'), masterSelect('move-to', masters, targetOf(draft, masters)?.id, choose));
}

/** Whether masters without slots get some. Only where there are masters without slots. */
export function emptyField(draft: Draft, masters: Masters, changed: () => void): Child {
  const empty = masters.filter(isEmpty).map((m) => m.name);
  if (empty.length === 0) return undefined;
  const label = t('Also give slots to masters without any: {0}', empty.join(', '));
  return checkbox('move-empty', label, draft.includeEmpty, (checked) => {
    draft.includeEmpty = checked;
    changed();
  });
}
