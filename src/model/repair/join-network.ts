import { networksOf } from '../findings/networks';
import type { Repair } from '../findings/remedy';
import { placeOf } from '../handover';
import type { NodeSnapshot, TopologySnapshot } from '../snapshot';
import { text } from '../text';
import { clusteredIn } from './clustered';
import { cannot, type Planned, plan } from './plan';
import type { RepairStep } from './step';

/** Nodes try again each second; one that was failed is taken back after a ping. ms */
const LINKED_MS = 30_000;

/** Containers join a network while they run, each at the address by which the others look for it, if it can be had. */
export function planJoinNetwork(
  { kind, nodes, network }: Extract<Repair, { kind: 'joinNetwork' }>,
  snapshot: TopologySnapshot,
): Planned {
  const repair = { kind, nodes, network } as const;
  const named = snapshot.nodes.filter((n) => nodes.includes(n.id));
  const gone = named.find((n) => n.container.state === 'absent');
  if (gone) return cannot(text('{0} is not a container of this engine', gone.name));
  const outside = named.filter((n) => !networksOf(n)?.includes(network));
  if (outside.length === 0) return cannot(text('They are in network {0} already.', network));
  return plan(
    repair,
    outside.map(
      (n): RepairStep => ({
        kind: 'join',
        what: text('{0} joins network {1}', n.name, network),
        node: placeOf(n),
        network,
        address: listedAddress(n, snapshot),
        until: {
          what: text('{0} is reached by the others', n.name),
          withinMs: LINKED_MS,
          lacks: (now) => lacksLink(now, n.id),
        },
      }),
    ),
  );
}

/** Where the others of a cluster look for a node, unless somebody else has that address. */
function listedAddress(node: NodeSnapshot, snapshot: TopologySnapshot): string | undefined {
  const myId = node.answer.kind === 'data' ? node.answer.cluster?.myId : undefined;
  const listed = clusteredIn(snapshot)
    .filter((c) => c.node.id !== node.id)
    .flatMap((c) => c.view.peers.find((p) => p.id === myId)?.ip || []);
  return listed.find((ip) => !snapshot.nodes.some((n) => n.container.ip === ip));
}

/** What a node still lacks, in a cluster or as a replica, to be one of the others. */
function lacksLink(now: TopologySnapshot, id: string): string | undefined {
  const node = now.nodes.find((n) => n.id === id);
  if (node?.answer.kind !== 'data') return `${node?.name ?? id}: ${node?.container.status ?? 'gone'}`;
  const { cluster, replication } = node.answer;
  const apart = clusteredIn(now).find(
    (c) => c.node.id !== id && c.view.peers.some((p) => p.id === cluster?.myId && !p.linkConnected),
  );
  if (apart) return `${apart.node.name} has no link to ${node.name}`;
  return replication.role === 'replica' && replication.link === 'down'
    ? `${node.name}: link down`
    : undefined;
}
