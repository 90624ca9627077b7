import { t } from '../localise';
import { createItem } from './create-item';
import type { Draft } from './draft';
import { optionsMenu } from './options-menu';
import type { Choice } from './questions';
import type { Step } from './steps';
import type { Surroundings } from './surroundings';

/** Shows what will be made, on ports that are free at this moment; Enter makes it. */
export function lastStep(around: Surroundings): Step<Draft> {
  return async (ask, draft, keep) => {
    let now = draft;
    for (;;) {
      const wanted = now;
      const items = around.withFreePorts(wanted.spec).then((spec) => {
        now = { ...wanted, spec };
        keep(now);
        return [createItem(now), moreItem()];
      });
      const chosen = await ask.pick<'create' | 'more'>({ placeholder: t('Ready to create'), items });
      if (chosen === 'create') return now;
      const after = await optionsMenu(ask.title, around, now, keep);
      if (after.create) return after.draft;
      now = after.draft;
    }
  };
}

function moreItem(): Choice<'more'> {
  return {
    value: 'more',
    label: `$(settings-gear) ${t('More options…')}`,
    detail: t('Ports, password, persistence, memory, timeouts, configuration lines'),
  };
}
