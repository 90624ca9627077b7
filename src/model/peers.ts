import type { ClusterPeer, ClusterView } from './cluster-view';

const indexed = new WeakMap<ClusterView, ReadonlyMap<string, ClusterPeer>>();

/**
 * What a cluster node says of its peers and itself, by their ids. A view that says what it said before is the same object
 * (see `following` in topology/polling.ts), so a hundred views of a hundred nodes are not sorted anew each second.
 */
export function peersById(view: ClusterView): ReadonlyMap<string, ClusterPeer> {
  let peers = indexed.get(view);
  if (!peers) {
    peers = new Map(view.peers.map((p) => [p.id, p]));
    indexed.set(view, peers);
  }
  return peers;
}
