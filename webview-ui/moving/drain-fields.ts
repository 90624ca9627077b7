import type { Child } from '../elements';
import { t } from '../l10n';
import { type Masters, sourceOf } from './choices';
import type { Draft } from './draft';
import { field, masterSelect } from './fields';
import { emptyField } from './shared-fields';

/** Which master is emptied. */
export function drainFields(draft: Draft, masters: Masters, changed: () => void): readonly Child[] {
  const source = sourceOf(draft, masters);
  const choose = (id: string) => {
    draft.source = id;
    changed();
  };
  const others = masters.filter((m) => m !== source);
  return [
    field('move-source', t('Master to empty'), masterSelect('move-source', masters, source?.id, choose)),
    emptyField(draft, others, changed),
  ];
}
