import type { Persistence } from '../../model/spec';
import { t } from '../localise';
import type { Draft } from './draft';
import type { Step } from './steps';

/** Asks how the data nodes keep their data. */
export const persistenceStep: Step<Draft> = async (ask, draft) => {
  const persistence = await ask.pick<Persistence>({
    placeholder: t('How do nodes keep their data?'),
    items: [
      {
        value: 'aof',
        label: t('Append-only file'),
        detail: t('Every write, flushed each second: at most a second is lost.'),
      },
      {
        value: 'rdb',
        label: t('RDB snapshots'),
        detail: t('A snapshot after 1 to 15 minutes, the more writes the sooner.'),
      },
      {
        value: 'none',
        label: t('None'),
        detail: t('A master that restarts is empty, and empties its replicas.'),
      },
    ],
    isActive: (value) => value === draft.spec.persistence,
  });
  return { ...draft, spec: { ...draft.spec, persistence } };
};
