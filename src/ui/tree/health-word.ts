import type { Level } from '../../model/snapshot';
import { t } from '../localise';

/** A health level in a word, for those who cannot see the icon. */
export function healthWord(level: Level): string {
  switch (level) {
    case 'ok':
      return t('healthy');
    case 'warning':
      return t('needs attention');
    case 'error':
      return t('failing');
    case 'off':
      return t('stopped');
    case 'pending':
      return t('in progress');
  }
}
