import { text } from '../../text';
import { type Rule, said } from '../finding';
import { act } from '../remedy';
import { lineOf, membersIn, saidOf } from './members';

/** Nodes that are listed under an address that their container does not have (any more). */
export const driftedAddress: Rule = {
  id: 'drifted-address',
  afterMs: 10_000,
  find: (snapshot) => {
    const members = membersIn(snapshot);
    return members.flatMap(({ node, view }) => {
      const { config, container } = node.evidence ?? {};
      const own = [node.container.ip, ...(container?.addresses ?? [])].filter(
        (ip) => ip !== undefined && ip !== '',
      );
      if (!config || own.length === 0 || config.announceIp !== '' || config.announceClientIp !== '')
        return [];
      const wrong = saidOf(view.myId, members).filter(({ peer }) => peer.ip !== '' && !own.includes(peer.ip));
      const [first] = wrong;
      if (!first) return [];
      return [
        {
          about: node.id,
          severity: 'warning',
          what: text(
            '{0} is listed at {1}, but its address is {2}',
            node.name,
            first.peer.ip,
            own.join(', '),
          ),
          why: text(
            'Addresses changed when containers were started again: nodes and clients go to the wrong place.',
          ),
          nodes: [node.id],
          evidence: wrong.slice(0, 6).map(({ by, peer }) => said(by.node, lineOf(peer))),
          remedy: act({ kind: 'meetAgain', nodes: [node.id] }),
        },
      ];
    });
  },
};
