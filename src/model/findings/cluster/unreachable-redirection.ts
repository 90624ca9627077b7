import { text } from '../../text';
import { idsOf, type Rule, said } from '../finding';
import { advise } from '../remedy';
import { membersIn } from './members';

/** Clients on this machine are redirected to addresses of containers, which they cannot reach from here. */
export const unreachableRedirection: Rule = {
  id: 'unreachable-redirection',
  afterMs: 0,
  find: (snapshot) => {
    const unreachable = membersIn(snapshot).filter(({ node }) => {
      const { addressReachable, config } = node.evidence ?? {};
      const announces = config && (config.announceIp || config.announceHostname || config.announceClientIp);
      return addressReachable === false && announces === '';
    });
    if (unreachable.length === 0) return [];
    const nodes = unreachable.map((m) => m.node);
    return [
      {
        about: 'cluster',
        severity: 'info',
        what: text('Clients on this machine are redirected to addresses that they cannot reach'),
        why: text(
          'A cluster client connects to the address a node states in MOVED: here, one inside a container network.',
        ),
        nodes: idsOf(nodes),
        evidence: unreachable.slice(0, 6).map((m) => said(m.node, `MOVED … ${m.self.ip}:${m.self.port}`)),
        remedy: advise(
          text(
            'Run the client in a container of the same network, give it a table of addresses, or let the nodes announce a name that is reachable here.',
          ),
        ),
      },
    ];
  },
};
