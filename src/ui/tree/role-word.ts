import type { IntendedRole } from '../../model/snapshot';
import { t } from '../localise';

/** A role in a word. */
export function roleWord(role: IntendedRole): string {
  switch (role) {
    case 'master':
      return t('master');
    case 'replica':
      return t('replica');
    case 'sentinel':
      return t('sentinel');
  }
}
