import { formatBytes } from '../../src/model/format';
import type { SyncProgress } from '../../src/model/snapshot';
import { type Described, el } from '../elements';
import { t } from '../l10n';

/** How much of its master's data a replica has copied: a bar where the whole is known, and words. */
export function copyProgress({ readBytes, totalBytes }: SyncProgress): Described {
  if (totalBytes === 'preparing') return below(t('its master is making the copy'));
  if (totalBytes === 'streamed') return below(t('how much there is, nobody knows'));
  const width = `${Math.min((readBytes / totalBytes) * 100, 100).toFixed(1)}%`;
  return el(
    'span',
    { class: 'below' },
    el(
      'span',
      { class: 'bar copied', 'aria-hidden': 'true' },
      el('span', { class: 'fill tint-0', css: { width } }),
    ),
    t('{0} of {1}', formatBytes(readBytes), formatBytes(totalBytes)),
  );
}

const below = (words: string): Described => el('span', { class: 'below' }, words);
