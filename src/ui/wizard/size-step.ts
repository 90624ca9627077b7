import type { Spec } from '../../model/spec';
import { show, t } from '../localise';
import type { Draft } from './draft';
import type { Choice } from './questions';
import { sizeNumbers } from './size-numbers';
import {
  describeCost,
  describeSize,
  type Size,
  sameSize,
  sizeOf,
  sizeWarnings,
  usualSizes,
  withSize,
} from './sizes';
import { askInTurn, type Step, unlessBack } from './steps';

const OTHER = 'other';

/** Asks how many nodes of each role: a usual size, or numbers of the user's own. */
export const sizeStep: Step<Draft> = async (ask, draft) => {
  for (;;) {
    const chosen = await ask.pick<Size | typeof OTHER>({
      placeholder: t('How large?'),
      items: [...offered(draft.spec).map((size) => sizeItem(draft.spec, size)), otherItem(draft.spec)],
      isActive: (value) => value !== OTHER && sameSize(value, sizeOf(draft.spec)),
    });
    if (chosen !== OTHER) return { ...draft, spec: withSize(draft.spec, chosen) };
    const sequence = { title: ask.title, within: true };
    const spec = await unlessBack(askInTurn(sequence, sizeNumbers(draft.spec), draft.spec));
    if (spec) return { ...draft, spec };
  }
};

/** The usual sizes, after the present one when that is the user's own. */
function offered(spec: Spec): readonly Size[] {
  const usual = usualSizes[spec.shape];
  const present = sizeOf(spec);
  return usual.some((size) => sameSize(size, present)) ? usual : [present, ...usual];
}

function sizeItem(spec: Spec, size: Size): Choice<Size> {
  const sized = withSize(spec, size);
  const warnings = sizeWarnings(sized);
  return {
    value: size,
    label: show(describeSize(size)),
    description: show(describeCost(sized)),
    detail: warnings && `$(warning) ${show(warnings)}`,
  };
}

function otherItem(spec: Spec): Choice<typeof OTHER> {
  return { value: OTHER, label: t('Other…'), detail: limits(spec) };
}

function limits(spec: Spec): string {
  switch (spec.shape) {
    case 'replication':
      return t('At least 1 replica, at most 100 nodes.');
    case 'sentinel':
      return t('At least 1 replica and 1 sentinel, quorum no larger than the sentinels, at most 100 nodes.');
    case 'cluster':
      return t('At least 3 masters: fewer cannot agree on a failover. At most 100 nodes.');
  }
}
