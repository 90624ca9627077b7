import type { Check } from '../model/checks';
import { Failure } from '../model/failure';
import { text } from '../model/text';

/** @throws Failure with the first check that did not pass, and its evidence */
export function demandAll(checks: readonly Check[]): void {
  const failed = checks.find((c) => c.outcome === 'failed');
  if (failed)
    throw new Failure(text('Not proven: {0}', failed.what), {
      why: failed.evidence.join('; '),
      remedies: ['showLog'],
    });
}
