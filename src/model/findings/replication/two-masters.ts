import { text } from '../../text';
import { idsOf, namesOf, type Rule, said } from '../finding';
import { mastersIn, sentinelsIn } from '../nodes';
import { act, advise } from '../remedy';

/** Two nodes take writes where one should. */
export const twoMasters: Rule = {
  id: 'two-masters',
  // A master that comes back is made a replica by the sentinels, which takes them about ten seconds.
  afterMs: 20_000,
  find: (snapshot) => {
    const masters = mastersIn(snapshot);
    if (snapshot.shape === 'cluster' || masters.length < 2) return [];
    const nodes = masters.map((m) => m.node);
    const lonely = masters.filter((m) => m.facts.replicas.length === 0);
    const chosen = masters.filter((m) => m.facts.replicas.length > 0);
    const [only] = chosen;
    return [
      {
        about: idsOf(nodes).join(' '),
        severity: 'error',
        what: text('{0} nodes answer as master: {1}', masters.length, namesOf(nodes)),
        why: text(
          'Each takes writes that the other does not have; when one becomes a replica, its own are lost.',
        ),
        nodes: idsOf(nodes),
        evidence: [
          ...masters.map(({ node, facts }) =>
            said(
              node,
              `role:master, connected_slaves:${facts.replicas.length}, master_repl_offset:${facts.offset}`,
            ),
          ),
          ...sentinelsIn(snapshot).flatMap(({ node, view }) =>
            view ? [said(node, `${view.masterName} ${view.masterIp}:${view.masterPort}`)] : [],
          ),
        ],
        remedy:
          only && chosen.length === 1
            ? act({ kind: 'repoint', replicas: lonely.map((m) => m.node.id), master: only.node.id })
            : advise(
                text(
                  'Compare what each holds, decide which is to be master, and make the others its replicas.',
                ),
              ),
      },
    ];
  },
};
