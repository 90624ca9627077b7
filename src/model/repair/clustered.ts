import type { ClusterPeer, ClusterView } from '../cluster-view';
import { type Place, placeOf } from '../handover';
import type { NodeSnapshot, TopologySnapshot } from '../snapshot';
import { observedRole } from '../structure';

/** A cluster node that answers: what it says of itself and of the others. */
export interface Clustered {
  readonly node: NodeSnapshot;
  readonly place: Place;
  readonly view: ClusterView;
  readonly self: ClusterPeer;
}

/** The cluster nodes that answer, in the order of their names. */
export function clusteredIn(snapshot: TopologySnapshot): Clustered[] {
  return snapshot.nodes
    .flatMap((node) => {
      const view = node.answer.kind === 'data' ? node.answer.cluster : undefined;
      const self = view?.peers.find((p) => p.id === view.myId);
      return view && self ? [{ node, place: clusterPlace(node, self), view, self }] : [];
    })
    .sort((a, b) => a.node.name.localeCompare(b.node.name, 'en', { numeric: true }));
}

/** Those that answer as master. */
export const clusterMasters = (snapshot: TopologySnapshot): Clustered[] =>
  clusteredIn(snapshot).filter(({ node }) => observedRole(node) === 'master');

/** A node that has been told its address says it; one that has not is where its container is. */
function clusterPlace(node: NodeSnapshot, self: ClusterPeer): Place {
  const place = placeOf(node);
  return { ...place, ip: place.ip || self.ip, port: node.port || self.port };
}

/** The master that does not know all the others, and whom it does not know; undefined when all know each other. */
export function strangers(masters: readonly Clustered[]): { who: Clustered; whom: Clustered } | undefined {
  for (const who of masters)
    for (const whom of masters) if (!who.view.peers.some((p) => p.id === whom.self.id)) return { who, whom };
  return undefined;
}
