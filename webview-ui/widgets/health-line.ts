import { type Described, el } from '../elements';
import { clock, say, t } from '../l10n';
import { mark } from '../marks';
import type { Scene } from '../scene';

/** How the whole is, in one sentence, and of when that is. */
export function healthLine({ health, asOf, troubled }: Scene): Described {
  const level = troubled ? 'pending' : health.level;
  return el(
    'div',
    { class: `health ${level}`, key: 'health' },
    mark(level),
    el('p', {}, troubled ? t('Was, at {0}: {1}', clock(asOf), say(health.sentence)) : say(health.sentence)),
    el('span', { class: 'as-of' }, troubled ? t('not live') : t('live · {0}', clock(asOf))),
  );
}
