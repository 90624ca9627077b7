import { specProblems } from '../../model/spec-problems';
import { show, t } from '../localise';
import type { Draft } from './draft';
import type { Choice } from './prompt';
import { summary } from './summary';

/** The item that ends the wizard: what it makes, with what is unwise about it. */
export function createItem({ spec }: Draft): Choice<'create'> {
  const warnings = specProblems(spec, []).map((p) => show(p.what));
  return {
    value: 'create',
    label: `$(rocket) ${t('Create')}`,
    description: warnings.length > 0 ? `$(warning) ${warnings.join(' ')}` : undefined,
    detail: show(summary(spec)),
  };
}
