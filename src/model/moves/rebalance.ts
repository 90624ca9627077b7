import { countSlots } from '../structure';
import { text } from '../text';
import { movesOf, pairUp } from './flows';
import { handOut, type Party } from './hand-out';
import type { Holding } from './holding';
import { cannot, type MovePlan, planOf } from './move-plan';
import type { RebalanceWish } from './wish';

/** What `redis-cli --cluster rebalance` takes when nothing is said, %. */
export const DEFAULT_THRESHOLD = 2;

/**
 * Brings every master within the threshold of its share, moving as few slots as that needs: who has too many gives
 * down to the upper bound, who has too few is raised to the lower one; what the one side has over goes to, or comes
 * from, whoever is farthest from its share. With a threshold of 0 all shares are exact, but for rounding.
 */
export function planRebalance(held: readonly Holding[], wish: RebalanceWish): MovePlan {
  const { weights, thresholdPercent, includeEmpty } = wish;
  if (!(thresholdPercent >= 0 && thresholdPercent <= 100))
    return cannot(text('The threshold is a percentage, from 0 to 100.'));
  const weightOf = (h: Holding) => (countSlots(h.slots) === 0 && !includeEmpty ? 0 : (weights[h.id] ?? 1));
  const sum = held.reduce((all, h) => all + weightOf(h), 0);
  if (held.some((h) => !(weightOf(h) >= 0)) || !Number.isFinite(sum))
    return cannot(text('A weight is a number, 0 or more.'));
  if (sum === 0) return cannot(text('At least one master needs a weight above 0.'));
  const total = held.reduce((all, h) => all + countSlots(h.slots), 0);
  const bounded = held.map((h) => bounds(h, (total * weightOf(h)) / sum, thresholdPercent / 100));
  const over = total - bounded.reduce((all, p) => all + p.has, 0);
  const after = handOut(bounded, over);
  const change = new Map(held.map((h) => [h.id, (after.get(h.id) ?? 0) - countSlots(h.slots)]));
  const already = text('Every master is within {0} % of its share already.', thresholdPercent);
  return planOf(held, movesOf(held, pairUp(change)), already);
}

/** A master at the nearest number of slots that the threshold allows it. */
function bounds({ id, slots }: Holding, fair: number, threshold: number): Party {
  // Rounding must not make a narrow threshold impossible: the share itself, rounded either way, is always allowed.
  const least = Math.min(Math.ceil(fair * (1 - threshold)), Math.floor(fair));
  const most = Math.max(Math.floor(fair * (1 + threshold)), Math.ceil(fair));
  return { id, has: Math.min(Math.max(countSlots(slots), least), most), fair, least, most };
}
