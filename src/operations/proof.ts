import { setTimeout as sleep } from 'node:timers/promises';
import type { Check } from '../model/checks';
import { reasonOf, throwIfCancelled } from '../model/failure';
import type { Text } from '../model/text';

/** What a proof found: the evidence, and whether it is enough. */
export interface Finding {
  readonly passed: boolean;
  readonly evidence: readonly string[];
}

/**
 * Repeats a proof until it passes or the time is over; what it found last is the check. An error is a finding too.
 * @param patienceMs how long to go on, ms
 * @throws Cancelled
 */
export async function prove(
  what: Text,
  patienceMs: number,
  signal: AbortSignal,
  find: () => Promise<Finding>,
): Promise<Check> {
  const end = Date.now() + patienceMs;
  for (;;) {
    throwIfCancelled(signal);
    const found = await find().catch(
      (error: unknown): Finding => ({ passed: false, evidence: [reasonOf(error)] }),
    );
    if (found.passed || Date.now() >= end) {
      return { what, outcome: found.passed ? 'passed' : 'failed', evidence: found.evidence };
    }
    await sleep(25);
  }
}
