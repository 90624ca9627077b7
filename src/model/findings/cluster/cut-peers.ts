import type { TopologySnapshot } from '../../snapshot';
import { text } from '../../text';
import { namesOf, type Rule, said } from '../finding';
import { areApart, commonNetwork, networksOf } from '../networks';
import { oncePerSnapshot } from '../once';
import { act, advise, type Remedy } from '../remedy';
import { driftedIn } from './drifted-address';
import { lineOf, type Member, membersIn, saidOf } from './members';

export interface Cut {
  readonly target: Member;
  /** Members that cannot reach it, of those that know it. */
  readonly by: readonly Member[];
  readonly others: number;
}

/**
 * Nodes that answer here and that other members cannot reach over the cluster bus. Those that are looked for in the
 * wrong place are told of elsewhere.
 */
export const cuts = oncePerSnapshot((snapshot: TopologySnapshot): readonly Cut[] => {
  const members = membersIn(snapshot);
  const drifted = new Set(driftedIn(snapshot).map((d) => d.node));
  return members.flatMap((target) => {
    if (drifted.has(target.node)) return [];
    const lines = saidOf(target.view.myId, members);
    const by = lines
      .filter(({ peer }) => !peer.linkConnected || peer.flags.some((f) => f === 'fail' || f === 'fail?'))
      .map((l) => l.by);
    return by.length > 0 ? [{ target, by, others: lines.length }] : [];
  });
});

/** Whether nobody reaches it, and others reach each other: then it is the node's own bus port. */
export const isAlone = ({ by, others }: Cut): boolean => others > 1 && by.length === others;

/** Some nodes cannot reach each other, though they answer here. */
export const cutPeers: Rule = {
  id: 'cut-peers',
  afterMs: 8000,
  find: (snapshot) => {
    const found = cuts(snapshot);
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
        remedy: joined(cut) ?? advise(text('Join the containers’ networks, or mend what is between them.')),
      },
    ];
  },
};

/** Where some have no network in common, the minority joins that of the others. */
function joined(cut: readonly { readonly from: Member; readonly to: Member }[]): Remedy | undefined {
  const apart = cut.filter(({ from, to }) => areApart(from.node, to.node));
  const nodes = [...new Set(apart.flatMap(({ from, to }) => [from.node, to.node]))];
  const network = commonNetwork(nodes);
  if (network === undefined) return undefined;
  const outside = nodes.filter((n) => !networksOf(n)?.includes(network));
  return act({ kind: 'joinNetwork', nodes: outside.map((n) => n.id), network });
}
