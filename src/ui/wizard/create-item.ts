import { show, t } from '../localise';
import type { Draft } from './draft';
import type { Choice } from './questions';
import { describeSize, sizeOf } from './sizes';
import { summary } from './summary';
import { unwise } from './unwise';

/** The item that ends the wizard: what it makes, with what is unwise about it. */
export function createItem({ spec }: Draft): Choice<'create'> {
  const warnings = unwise(spec).map((what) => `$(warning) ${show(what)}`);
  return {
    value: 'create',
    label: `$(rocket) ${t('Create {0}', spec.name)}`,
    description: [show(describeSize(sizeOf(spec))), ...warnings].join(' '),
    detail: show(summary(spec)),
  };
}
