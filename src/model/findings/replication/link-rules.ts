import type { NodeSnapshot } from '../../snapshot';
import { type Text, text } from '../../text';
import type { Rule } from '../finding';
import { act, advise, type Remedy } from '../remedy';
import { type BrokenLink, brokenLinks, type LinkCause, linkEvidence, onlyMaster } from './broken-links';

interface Wording {
  readonly what: (link: BrokenLink) => Text;
  readonly why: Text;
  readonly remedy: (link: BrokenLink, master: NodeSnapshot | undefined) => Remedy;
}

/** A rule for one cause of a link that is down. */
export function linkRule(cause: LinkCause, id: string, { what, why, remedy }: Wording): Rule {
  return {
    id,
    afterMs: 8000,
    find: (snapshot) =>
      brokenLinks(snapshot)
        .filter((link) => link.cause === cause)
        .map((link) => ({
          about: link.node.id,
          severity: 'error',
          what: what(link),
          why,
          nodes: [link.node.id],
          evidence: linkEvidence(link),
          remedy: remedy(link, onlyMaster(snapshot)),
        })),
  };
}

/** Points the replica at the one master there is; where there is none, or there are two, that has to be mended first. */
export const repoint = ({ node }: BrokenLink, master: NodeSnapshot | undefined): Remedy =>
  master && master !== node
    ? act({ kind: 'repoint', replicas: [node.id], master: master.id })
    : advise(text('Decide first which node is to be master.'));
