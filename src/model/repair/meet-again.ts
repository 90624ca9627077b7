import type { Repair } from '../findings/remedy';
import type { TopologySnapshot } from '../snapshot';
import { text } from '../text';
import { type Clustered, clusteredIn } from './clustered';
import { cannot, type Planned, plan } from './plan';

/** A handshake and a round of gossip; a node that was failed is taken back after a ping. ms */
const MET_MS = 30_000;

/** The node that most others still reach introduces the rest to itself; gossip does the rest. */
export function planMeetAgain(
  repair: Extract<Repair, { kind: 'meetAgain' }>,
  snapshot: TopologySnapshot,
): Planned {
  const nodes = clusteredIn(snapshot);
  const homeless = nodes.find((n) => n.place.ip === '');
  if (homeless)
    return cannot(text('The address of {0} on the containers’ network is not known', homeless.node.name));
  const [host, ...others] = [...nodes].sort((a, b) => reaches(b, nodes) - reaches(a, nodes));
  if (!host) return cannot(text('No node of the cluster answers'));
  const guests = others.filter(
    (n) => repair.nodes.includes(n.node.id) || !linked(host, n) || !linked(n, host),
  );
  if (guests.length === 0) return cannot(text('All nodes know each other at their present addresses.'));
  return plan(repair, [
    {
      kind: 'tell',
      what: text('{0} meets {1}', host.node.name, guests.map((g) => g.node.name).join(', ')),
      node: host.place,
      commands: guests.map((g) => [
        'CLUSTER',
        'MEET',
        g.place.ip,
        String(g.place.port),
        ...(g.self.busPort > 0 && g.self.busPort !== g.place.port + 10_000 ? [String(g.self.busPort)] : []),
      ]),
      until: {
        what: text('All nodes know each other at their present addresses'),
        withinMs: MET_MS,
        lacks: (now) => {
          const all = clusteredIn(now);
          for (const a of all)
            for (const b of all)
              if (a !== b && !linked(a, b)) return `${a.node.name} has no link to ${b.node.name}`;
          return undefined;
        },
      },
    },
  ]);
}

/** Whether a node has a link to another at the address where that one is now. */
function linked(from: Clustered, to: Clustered): boolean {
  const peer = from.view.peers.find((p) => p.id === to.self.id);
  return from === to || (peer?.linkConnected === true && peer.ip === to.place.ip);
}

const reaches = (n: Clustered, nodes: readonly Clustered[]) => nodes.filter((o) => linked(o, n)).length;
