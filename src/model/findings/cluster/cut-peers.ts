import { text } from '../../text';
import { namesOf, type Rule, said } from '../finding';
import { advise } from '../remedy';
import { lineOf, type Member, membersIn, saidOf } from './members';

interface Cut {
  readonly target: Member;
  /** Members that cannot reach it, of those that know it. */
  readonly by: readonly Member[];
  readonly others: number;
}

/** Nodes that answer here and that other members cannot reach over the cluster bus. */
export function cuts(members: readonly Member[]): Cut[] {
  return members.flatMap((target) => {
    const lines = saidOf(target.view.myId, members);
    const by = lines
      .filter(({ peer }) => !peer.linkConnected || peer.flags.some((f) => f === 'fail' || f === 'fail?'))
      .map((l) => l.by);
    return by.length > 0 ? [{ target, by, others: lines.length }] : [];
  });
}

/** Whether nobody reaches it, and others reach each other: then it is the node's own bus port. */
export const isAlone = ({ by, others }: Cut): boolean => others > 1 && by.length === others;

/** Some nodes cannot reach each other, though they answer here. */
export const cutPeers: Rule = {
  id: 'cut-peers',
  afterMs: 8000,
  find: (snapshot) => {
    const members = membersIn(snapshot);
    const found = cuts(members);
    const alone = new Set(found.filter(isAlone).map((c) => c.target));
    const cut = found.flatMap(({ target, by }) =>
      alone.has(target) ? [] : by.filter((m) => !alone.has(m)).map((m) => ({ from: m, to: target })),
    );
    if (cut.length === 0) return [];
    const nodes = [...new Set(cut.flatMap(({ from, to }) => [from.node, to.node]))];
    return [
      {
        about: nodes.map((n) => n.id).join(' '),
        severity: 'error',
        what: text('Nodes that answer cannot reach each other: {0}', namesOf(nodes)),
        why: text('Each side may hold an election of its own, and writes on the smaller side are lost.'),
        nodes: nodes.map((n) => n.id),
        evidence: cut
          .slice(0, 6)
          .flatMap(({ from, to }) =>
            from.view.peers.filter((p) => p.id === to.view.myId).map((p) => said(from.node, lineOf(p))),
          ),
        remedy: advise(text('Join the containers’ networks, or mend what is between them.')),
      },
    ];
  },
};
