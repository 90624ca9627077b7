import { isLoopback } from '../../model/published';
import { specProblems } from '../../model/spec-problems';
import { text } from '../../model/text';
import { show, t } from '../localise';
import { settings } from '../settings';
import type { Draft } from './draft';
import type { Choice } from './questions';
import { describeSize, sizeOf } from './sizes';
import { summary } from './summary';

/** The item that ends the wizard: what it makes, with what is unwise about it. */
export function createItem({ spec }: Draft): Choice<'create'> {
  const open = spec.auth === 'none' && !isLoopback(settings.containers().publishOn);
  const problems = specProblems(spec, []).map((p) => p.what);
  if (open) problems.push(text('Open to the network without a password.'));
  const warnings = problems.map((what) => `$(warning) ${show(what)}`);
  return {
    value: 'create',
    label: `$(rocket) ${t('Create {0}', spec.name)}`,
    description: [show(describeSize(sizeOf(spec))), ...warnings].join(' '),
    detail: show(summary(spec)),
  };
}
