import type { NodeSnapshot } from '../../snapshot';
import { text } from '../../text';
import { type Rule, said } from '../finding';
import { advise } from '../remedy';

/** Data nodes of different servers or versions. */
export const mixedVersions: Rule = {
  id: 'mixed-versions',
  afterMs: 0,
  find: ({ nodes }) => {
    const told = nodes.flatMap((node) =>
      node.answer.kind === 'data' ? [{ node, version: versionOf(node.answer.server) }] : [],
    );
    const versions = [...new Set(told.map((v) => v.version))].sort();
    if (versions.length < 2) return [];
    return [
      {
        about: versions.join(' '),
        severity: 'warning',
        what: text('Nodes run different versions: {0}', versions.join(', ')),
        why: text('A replica that is older than its master may not understand what it is sent.'),
        nodes: told.map((v) => v.node.id),
        evidence: told.map(({ node, version }) => said(node, version)),
        remedy: advise(text('Bring all nodes to one version, replicas first.')),
      },
    ];
  },
};

type Server = Extract<NodeSnapshot['answer'], { kind: 'data' }>['server'];
const versionOf = ({ product, version }: Server): string => `${product} ${version}`;
