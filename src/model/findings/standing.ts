import type { TopologySnapshot } from '../snapshot';
import { ALL_RULES } from './all-rules';
import type { Finding, FindingSeverity, Rule } from './finding';

/** Since when each trouble has been seen without a break, ms, by the finding's id. */
export type Since = ReadonlyMap<string, number>;

export interface Standing {
  /** The worst first. */
  readonly findings: readonly Finding[];
  /** To be handed in again with the next snapshot. */
  readonly since: Since;
}

const ORDER: readonly FindingSeverity[] = ['error', 'warning', 'info'];

/**
 * What is wrong and has been so for as long as each rule wants. One snapshot alone tells only of what needs no
 * patience.
 * @param since what the same function gave for the snapshot before; empty when nobody looked meanwhile
 */
export function standing(
  snapshot: TopologySnapshot,
  since: Since,
  now: number,
  rules: readonly Rule[] = ALL_RULES,
): Standing {
  const seen = new Map<string, number>();
  const findings: Finding[] = [];
  if (isQuiet(snapshot)) return { findings, since: seen };
  for (const rule of rules) {
    for (const found of rule.find(snapshot)) {
      const id = `${rule.id}/${found.about}`;
      const first = since.get(id) ?? now;
      seen.set(id, first);
      if (now - first >= rule.afterMs) findings.push({ ...found, id, rule: rule.id, since: first });
    }
  }
  findings.sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity));
  return { findings, since: seen };
}

/** Nothing is wrong with what is being made, was left unfinished, or has been stopped as a whole. */
const isQuiet = ({ state, nodes }: TopologySnapshot): boolean =>
  state !== 'complete' ||
  nodes.every((n) => n.container.state === 'exited' || n.container.state === 'created');
