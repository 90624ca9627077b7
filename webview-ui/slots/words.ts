import type { Level } from '../../src/model/snapshot';
import { t } from '../l10n';
import type { Stretch } from './owners';

/** How slots are, in words. */
export function stretchWord({ state, to = '?' }: Pick<Stretch, 'state' | 'to'>): string {
  switch (state) {
    case 'served':
      return t('served');
    case 'migrating':
      return t('migrating to {0}', to);
    case 'importing':
      return t('being imported by {0}', to);
    case 'unserved':
      return t('not served');
    case 'disputed':
      return t('disputed');
  }
}

export function stretchLevel({ state }: Pick<Stretch, 'state'>): Level {
  if (state === 'unserved') return 'error';
  return state === 'disputed' ? 'warning' : state === 'served' ? 'ok' : 'pending';
}

/** What is written on the ribbon itself: state by shape too, not by colour alone. */
export function stretchLabel({ state, owner, to }: Stretch): string {
  if (state === 'unserved') return `✖ ${t('not served')}`;
  if (state === 'disputed') return `▲ ${t('disputed')}`;
  if (state === 'served') return owner?.name ?? '';
  return `${owner?.name ?? ''} → ${to ?? '?'}`;
}

export const stretchAt = (stretches: readonly Stretch[], slot: number): Stretch | undefined =>
  stretches.find(({ range }) => range[0] <= slot && slot <= range[1]);

/** "orders-7002 · served" */
export function ownerWords(stretches: readonly Stretch[], slot: number): string {
  const found = stretchAt(stretches, slot);
  return found ? `${found.owner?.name ?? t('nobody')} · ${stretchWord(found)}` : '';
}

/** "slot 5461 · orders-7002 · served" */
export const slotWords = (stretches: readonly Stretch[], slot: number): string =>
  `${t('slot {0}', slot)} · ${ownerWords(stretches, slot)}`;
