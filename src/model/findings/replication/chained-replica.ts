import { masterOf, observedRole } from '../../structure';
import { text } from '../../text';
import { type Rule, said } from '../finding';
import { replicasIn } from '../nodes';
import { act, advise } from '../remedy';
import { brokenLinks, onlyMaster } from './broken-links';

/** A replica of a replica. */
export const chainedReplica: Rule = {
  id: 'chained-replica',
  afterMs: 10_000,
  find: (snapshot) => {
    const broken = new Set(brokenLinks(snapshot).map((b) => b.node));
    const only = onlyMaster(snapshot);
    return replicasIn(snapshot).flatMap(({ node, facts }) => {
      const above = masterOf(node, snapshot);
      if (!above || observedRole(above) !== 'replica' || broken.has(node)) return [];
      return [
        {
          about: node.id,
          severity: 'warning',
          what: text('{0} replicates {1}, which is a replica itself', node.name, above.name),
          why: text(
            'It is further behind, gets nothing when the one between fails, and sentinels do not know it.',
          ),
          nodes: [node.id],
          evidence: [said(node, `master ${facts.masterHost}:${facts.masterPort}`), said(above, 'role:slave')],
          remedy: only
            ? act({ kind: 'repoint', replicas: [node.id], master: only.id })
            : advise(text('Decide first which node is to be master.')),
        },
      ];
    });
  },
};
