import type { ClusterPeer, ClusterView } from '../../cluster-view';
import type { NodeSnapshot, TopologySnapshot } from '../../snapshot';

/** A cluster node that answers, with its own view. */
export interface Member {
  readonly node: NodeSnapshot;
  readonly view: ClusterView;
  /** Its line about itself. */
  readonly self: ClusterPeer;
}

interface Parties {
  readonly members: readonly Member[];
  /** Answering nodes that the members do not count among themselves. */
  readonly strangers: readonly Member[];
}

const known = new WeakMap<TopologySnapshot, Parties>();

/** The cluster nodes that answer: the largest group whose nodes list each other, and the rest. */
export function parties(snapshot: TopologySnapshot): Parties {
  const before = known.get(snapshot);
  if (before) return before;
  const found = findParties(snapshot);
  known.set(snapshot, found);
  return found;
}

function findParties({ nodes }: TopologySnapshot): Parties {
  const all = nodes.flatMap((node): Member[] => {
    const view = node.answer.kind === 'data' ? node.answer.cluster : undefined;
    const self = view?.peers.find((p) => p.id === view.myId);
    return view && self ? [{ node, view, self }] : [];
  });
  const lists = new Map(all.map((m) => [m, new Set(m.view.peers.filter(isKnown).map((p) => p.id))]));
  const know = (a: Member, b: Member) => lists.get(a)?.has(b.view.myId) && lists.get(b)?.has(a.view.myId);
  let largest: Member[] = [];
  const left = new Set(all);
  for (const start of all) {
    if (!left.delete(start)) continue;
    const group = [start];
    for (const at of group) {
      for (const other of left) {
        if (!know(at, other)) continue;
        left.delete(other);
        group.push(other);
      }
    }
    if (group.length > largest.length) largest = group;
  }
  return { members: largest, strangers: all.filter((m) => !largest.includes(m)) };
}

export const membersIn = (snapshot: TopologySnapshot): readonly Member[] => parties(snapshot).members;
export const isMaster = (peer: ClusterPeer): boolean => peer.flags.includes('master');
/** An entry in handshake has a name that is made up until the other end answers. */
const isKnown = (peer: ClusterPeer): boolean => !peer.flags.includes('handshake');

/** The members' lines about one node, by who says it; what it says of itself left out. */
export function saidOf(id: string, members: readonly Member[]): { by: Member; peer: ClusterPeer }[] {
  return members.flatMap((by) => {
    const peer = by.view.myId === id ? undefined : by.view.peers.find((p) => p.id === id);
    return peer ? [{ by, peer }] : [];
  });
}

/** A line of CLUSTER NODES, as far as it tells something here. */
export const lineOf = ({ id, ip, port, flags, linkConnected }: ClusterPeer): string =>
  `${id.slice(0, 8)} ${ip}:${port} ${flags.join(',')} ${linkConnected ? 'connected' : 'disconnected'}`;
