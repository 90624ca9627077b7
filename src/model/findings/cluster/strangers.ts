import { text } from '../../text';
import { type Rule, said } from '../finding';
import { act, advise } from '../remedy';
import { lineOf, parties } from './members';

/** A node that does not belong to the cluster that the others form: it knows nobody, or others. */
export const strangers: Rule = {
  id: 'strangers',
  afterMs: 10_000,
  find: (snapshot) => {
    const { members, strangers: found } = parties(snapshot);
    const ids = new Set(members.map((m) => m.view.myId));
    return found.map(({ node, view }) => {
      const others = view.peers.filter((p) => p.id !== view.myId);
      const alone = others.length === 0;
      const elsewhere = others.length > 0 && !others.some((p) => ids.has(p.id));
      return {
        about: node.id,
        severity: 'error',
        what: elsewhere
          ? text('{0} belongs to another cluster', node.name)
          : text('{0} is not in the cluster that the other nodes form', node.name),
        why: text('It serves nothing of this cluster, and a client that is sent to it goes astray.'),
        nodes: [node.id],
        evidence: [
          said(node, `cluster_known_nodes:${view.peers.length}`),
          ...others.slice(0, 3).map((p) => said(node, lineOf(p))),
        ],
        remedy:
          alone || !elsewhere
            ? act({ kind: 'meetAgain', nodes: [node.id] })
            : advise(text('Leave it where it is, or empty it and let it join this cluster anew.')),
      };
    });
  },
};
