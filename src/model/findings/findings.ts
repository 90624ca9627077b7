import type { TopologySnapshot } from '../snapshot';
import { ALL_RULES } from './all-rules';
import type { Finding, Rule } from './finding';
import { standing } from './standing';

/** What one snapshot shows to be wrong, whether or not it will pass by itself. Pure. @param now ms since 1970 */
export function findings(
  snapshot: TopologySnapshot,
  now: number,
  rules: readonly Rule[] = ALL_RULES,
): readonly Finding[] {
  const atOnce = rules.map((rule) => ({ ...rule, afterMs: 0 }));
  return standing(snapshot, new Map(), now, atOnce).findings;
}
