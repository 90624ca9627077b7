import { text } from '../../text';
import { type Rule, said } from '../finding';
import { advise } from '../remedy';
import { cuts, isAlone } from './cut-peers';
import { lineOf, membersIn, saidOf } from './members';

/** A node that answers clients, but that no other node reaches over the cluster bus. */
export const deafBus: Rule = {
  id: 'deaf-bus',
  afterMs: 8000,
  find: (snapshot) => {
    const members = membersIn(snapshot);
    return cuts(members)
      .filter(isAlone)
      .map(({ target: { node, self, view } }) => ({
        about: node.id,
        severity: 'error',
        what: text('No other node reaches the bus port {1} of {0}', node.name, self.busPort),
        why: text('The others take it for dead and replace it, while clients may still write to it.'),
        nodes: [node.id],
        evidence: saidOf(view.myId, members)
          .slice(0, 6)
          .map(({ by, peer }) => said(by.node, lineOf(peer))),
        remedy: advise(
          text('Open the bus port between the nodes: without a setting it is the port plus 10000.'),
        ),
      }));
  },
};
