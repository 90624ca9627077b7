import type { ClusterPeer, ClusterView } from '../../cluster-view';
import { peersById } from '../../peers';
import type { NodeSnapshot, TopologySnapshot } from '../../snapshot';
import { oncePerSnapshot } from '../once';

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

/** The cluster nodes that answer: the largest group whose nodes list each other, and the rest. */
export const parties = oncePerSnapshot(({ nodes }: TopologySnapshot): Parties => {
  const all = nodes.flatMap((node): Member[] => {
    const view = node.answer.kind === 'data' ? node.answer.cluster : undefined;
    const self = view && peersById(view).get(view.myId);
    return view && self ? [{ node, view, self }] : [];
  });
  const know = (a: Member, b: Member) => lists(a, b) && lists(b, a);
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
  const members = new Set(largest);
  return { members: largest, strangers: all.filter((m) => !members.has(m)) };
});

/** An entry in handshake has a name that is made up until the other end answers. */
function lists({ view }: Member, other: Member): boolean {
  const peer = peersById(view).get(other.view.myId);
  return peer !== undefined && !peer.flags.includes('handshake');
}

export const membersIn = (snapshot: TopologySnapshot): readonly Member[] => parties(snapshot).members;
export const isMaster = (peer: ClusterPeer): boolean => peer.flags.includes('master');

/** The members' lines about one node, by who says it; what it says of itself left out. */
export function saidOf(id: string, members: readonly Member[]): { by: Member; peer: ClusterPeer }[] {
  return members.flatMap((by) => {
    const peer = by.view.myId === id ? undefined : peersById(by.view).get(id);
    return peer ? [{ by, peer }] : [];
  });
}

/** A line of CLUSTER NODES, as far as it tells something here. */
export const lineOf = ({ id, ip, port, flags, linkConnected }: ClusterPeer): string =>
  `${id.slice(0, 8)} ${ip}:${port} ${flags.join(',')} ${linkConnected ? 'connected' : 'disconnected'}`;
