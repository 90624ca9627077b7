import { text } from '../../text';
import { type Rule, said } from '../finding';
import { act } from '../remedy';

/**
 * A node whose certificate is not for every address that it has now: it was moved, or joined another network. Only the
 * one on its topology's network is what servers and code go by.
 */
export const foreignCertificate: Rule = {
  id: 'foreign-certificate',
  afterMs: 0,
  find: ({ nodes }) =>
    nodes.flatMap((node) => {
      const { certificate, container } = node.evidence ?? {};
      const { ip } = node.container;
      const has = new Set([ip, ...(container?.networks ?? []).map(({ address }) => address)]);
      const missing = [...has].filter((one) => one && !certificate?.addresses.includes(one));
      if (!certificate || missing.length === 0) return [];
      return [
        {
          about: node.id,
          severity: missing.includes(ip) ? 'warning' : 'info',
          what: text('{0} has an address that its certificate is not for', node.name),
          why: text('Clients that check whom they speak to refuse it at {0}.', missing.join(', ')),
          nodes: [node.id],
          evidence: [said(node, `subjectAltName ${certificate.addresses.join(', ')}`)],
          remedy: act({ kind: 'renewCertificates', nodes: [node.id] }),
        },
      ];
    }),
};
