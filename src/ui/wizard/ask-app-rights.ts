import { type AppRights, USUAL_RIGHTS } from '../../model/acl/users';
import { t } from '../localise';
import type { Choice } from './questions';
import { askInTurn, type Step } from './steps';

/** Asks what programs may do that come in as the user `app`. */
export function askAppRights(title: string, present: AppRights = USUAL_RIGHTS): Promise<AppRights> {
  const ask: Step<AppRights> = (prompt, now) =>
    prompt.pick<AppRights>({
      placeholder: t('What may programs do?'),
      items: rights(),
      isActive: (value) => value === now,
    });
  return askInTurn({ title, within: true }, [ask], present);
}

const rights = (): Choice<AppRights>[] => [
  {
    value: 'readWrite',
    label: t('Read and write'),
    detail: t('No administration, and no dangerous commands such as KEYS or FLUSHALL.'),
  },
  { value: 'readOnly', label: t('Read only'), detail: t('Of every node, also of a master.') },
  { value: 'full', label: t('Everything'), detail: t('Also administration: as risky as no password.') },
];
