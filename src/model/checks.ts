import type { Text } from './text';

/** One proof of readiness: what was checked, how it came out, and the evidence in the servers' own words. */
export interface Check {
  readonly what: Text;
  readonly outcome: 'passed' | 'failed';
  readonly evidence: readonly string[];
}
