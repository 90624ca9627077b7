import type { NodeSnapshot } from '../../snapshot';
import { text } from '../../text';
import { SOON_MS } from '../../tls/tls-files';
import { idsOf, namesOf, type Rule, said } from '../finding';
import { act } from '../remedy';

/** Certificates that have ended, or will soon. All are renewed then: they were made together. */
export const endingCertificate: Rule = {
  id: 'ending-certificate',
  afterMs: 0,
  find: ({ nodes }) => {
    const certified = nodes.filter((node) => node.evidence?.certificate);
    const ending = certified.filter((node) => leftMs(node) < SOON_MS);
    if (ending.length === 0) return [];
    const ended = ending.filter((node) => leftMs(node) <= 0);
    const names = namesOf(ended.length > 0 ? ended : ending);
    return [
      {
        about: 'certificates',
        severity: ended.length > 0 ? 'error' : 'warning',
        what:
          ended.length > 0
            ? text('The certificates of these nodes have ended: {0}', names)
            : text('The certificates of these nodes end within a month: {0}', names),
        why: text('From then on clients, replicas and other nodes refuse to speak to them.'),
        nodes: idsOf(ending),
        evidence: ending.map((node) => said(node, `notAfter=${new Date(endOf(node)).toISOString()}`)),
        remedy: act({ kind: 'renewCertificates', nodes: idsOf(certified) }),
      },
    ];
  },
};

/** It is worth nothing without its authority's. ms since 1970 */
function endOf({ evidence }: NodeSnapshot): number {
  const { until, authorityUntil } = evidence?.certificate ?? {};
  return Math.min(until ?? Number.POSITIVE_INFINITY, authorityUntil ?? Number.POSITIVE_INFINITY);
}

const leftMs = (node: NodeSnapshot): number => endOf(node) - (node.evidence?.at ?? 0);
