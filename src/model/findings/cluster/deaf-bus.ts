import { text } from '../../text';
import { type Rule, said } from '../finding';
import { areApart, commonNetwork, networkWords } from '../networks';
import { act, advise, type Remedy } from '../remedy';
import { type Cut, cuts, isAlone } from './cut-peers';
import { lineOf, membersIn, saidOf } from './members';

/** A node that answers clients, but that no other node reaches over the cluster bus. */
export const deafBus: Rule = {
  id: 'deaf-bus',
  afterMs: 8000,
  find: (snapshot) => {
    const members = membersIn(snapshot);
    return cuts(snapshot)
      .filter(isAlone)
      .map((cut) => ({ cut, ...cut.target, network: networkOfOthers(cut) }))
      .map(({ cut, node, self, view, network }) => ({
        about: node.id,
        severity: 'error',
        what:
          network === undefined
            ? text('No other node reaches the bus port {1} of {0}', node.name, self.busPort)
            : text('{0} is in another network than the others: {1}', node.name, network),
        why: text(
          'Nodes of a cluster talk to each other on the bus port: the others take this one for dead and replace it, while clients may still write to it.',
        ),
        nodes: [node.id],
        evidence: [
          ...saidOf(view.myId, members)
            .slice(0, 6)
            .map(({ by, peer }) => said(by.node, lineOf(peer))),
          ...(network === undefined ? [] : [node, ...cut.by.slice(0, 1).map((m) => m.node)]).map((n) =>
            said(n, networkWords(n)),
          ),
        ],
        remedy: remedyFor(node.id, network),
      }));
  },
};

/** The network that all others are in and this node is not; undefined when it shares one with some. */
function networkOfOthers({ target, by }: Cut): string | undefined {
  const others = by.map((m) => m.node);
  return others.every((n) => areApart(n, target.node)) ? commonNetwork(others) : undefined;
}

const remedyFor = (node: string, network: string | undefined): Remedy =>
  network === undefined
    ? advise(text('Open the bus port between the nodes: without a setting it is the port plus 10000.'))
    : act({ kind: 'joinNetwork', nodes: [node], network });
