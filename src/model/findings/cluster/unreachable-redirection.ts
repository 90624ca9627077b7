import type { NodeSnapshot, TopologySnapshot } from '../../snapshot';
import { text } from '../../text';
import { idsOf, type Rule, said } from '../finding';
import { act, advise } from '../remedy';
import { membersIn } from './members';

/** The first version of which nodes can announce a name to clients (cluster-announce-hostname). */
const ANNOUNCES = 7;

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
        remedy: canBePublished(snapshot)
          ? act({ kind: 'publishPort', nodes: idsOf(nodes) })
          : advise(
              text(
                'Run the client in a container of the same network, give it a table of addresses, or let the nodes announce a name that is reachable here.',
              ),
            ),
      },
    ];
  },
};

/** Whether every node can be had on this machine under the number that it names, and can say so. */
function canBePublished({ nodes }: TopologySnapshot): boolean {
  const ports = new Set(nodes.map((n) => n.port));
  return ports.size === nodes.length && nodes.every(mayAnnounce);
}

function mayAnnounce({ answer, container, port, evidence }: NodeSnapshot): boolean {
  if (answer.kind !== 'data' || evidence?.engineIsAway !== false) return false;
  const itsOwn = container.publishedPort === undefined || container.publishedPort === port;
  return itsOwn && Number.parseInt(answer.server.version, 10) >= ANNOUNCES;
}
