import { formatBytes } from '../../../src/model/format';
import {
  hottest,
  perSecond,
  SLOT_METRICS,
  type SlotHeat,
  type SlotMetric,
} from '../../../src/model/slot-heat';
import { number, t } from '../../l10n';
import type { Round } from './watch';

/** What the ribbon shows besides owners. */
export type Shown = 'owners' | SlotMetric;

/** The slots' numbers in one metric. */
export interface Heat {
  readonly metric: SlotMetric;
  /** By slot; below zero: nobody told. */
  readonly numbers: readonly number[];
  readonly top: readonly { readonly slot: number; readonly value: number }[];
  /** Of all slots together. */
  readonly sum: number;
}

const MOST = 10;
const known = new WeakMap<SlotHeat, Map<SlotMetric, Heat | undefined>>();

/** The numbers of a round. Undefined: not told, or a rate that has nothing to be measured from yet. */
export function heatOf(round: Round, metric: SlotMetric): Heat | undefined {
  if (round.kind !== 'told') return undefined;
  const found = known.get(round.now) ?? new Map<SlotMetric, Heat | undefined>();
  if (!found.has(metric)) found.set(metric, measure(round, metric));
  known.set(round.now, found);
  return found.get(metric);
}

function measure({ now, before }: Extract<Round, { kind: 'told' }>, metric: SlotMetric): Heat | undefined {
  const counts = now.metrics[metric];
  const earlier = before?.metrics[metric];
  if (!counts || (metric !== 'keys' && !earlier)) return undefined;
  const numbers =
    metric === 'keys' || !earlier ? counts : perSecond(earlier, counts, now.at - (before?.at ?? 0));
  const sum = numbers.reduce((all, n) => all + Math.max(n, 0), 0);
  return { metric, numbers, sum, top: hottest(numbers, MOST) };
}

/** What there is to choose from: key counts are always told, the rest where servers are set to count it. */
export function choices(round: Round, shown: Shown): readonly Shown[] {
  const told = round.kind === 'told' ? round.now.metrics : {};
  return ['owners', ...SLOT_METRICS.filter((m) => m === 'keys' || m === shown || m in told)];
}

export function shownWord(shown: Shown): string {
  switch (shown) {
    case 'owners':
      return t('Owners');
    case 'keys':
      return t('Keys');
    case 'cpu':
      return t('CPU');
    case 'network':
      return t('Network');
  }
}

/** A slot's number in words. */
export function valueWords(metric: SlotMetric, value: number): string {
  if (value < 0) return t('not told');
  switch (metric) {
    case 'keys':
      return value === 1 ? t('1 key') : t('{0} keys', number(value));
    case 'cpu':
      // Microseconds per second: a core has a million.
      return t('{0} % of a core', (value / 10_000).toFixed(2));
    case 'network':
      return t('{0}/s', formatBytes(Math.round(value)));
  }
}
