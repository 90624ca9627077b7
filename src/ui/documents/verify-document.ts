import type { Check } from '../../model/checks';
import { text } from '../../model/text';
import type { Document } from './document';
import { stamp } from './times';

/** The outcome of verifying a topology: every check with its evidence, in the servers' own words. */
export function verifyDocument(topologyName: string, checks: readonly Check[], at: number): Document {
  const passed = checks.filter((check) => check.outcome === 'passed').length;
  const verdict =
    passed === checks.length
      ? text('All {0} checks passed.', checks.length)
      : text('{0} of {1} checks failed.', checks.length - passed, checks.length);
  return {
    heading: topologyName,
    lead: [verdict, text('Verified {0}.', stamp(at))],
    sections: checks.map(({ what, outcome, evidence }) => ({
      title: text('{0} {1}', outcome === 'passed' ? '✔' : '✖', what),
      parts: [{ kind: 'lines', lines: evidence }],
    })),
  };
}
