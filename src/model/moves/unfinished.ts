import type { ClusterView } from '../cluster-view';
import type { NodeSnapshot, TopologySnapshot } from '../snapshot';
import { masterOf, observedRole, selfPeer } from '../structure';

/** A master that says a slot is open, and what it says of the other end. */
export interface OpenEnd {
  /** Snapshot id. */
  readonly node: string;
  /** Snapshot id of the master at the other end now; undefined when no node that answers knows it. */
  readonly peer: string | undefined;
  /** Cluster id of the other end, as the master names it. */
  readonly peerId: string;
}

/** A slot that somebody began to move and has not finished, as the nodes say. */
export interface UnfinishedSlot {
  readonly slot: number;
  /** Snapshot id of the master that serves it: of those that claim it, the one with the highest config epoch. */
  readonly owner: string | undefined;
  readonly migrating: readonly OpenEnd[];
  readonly importing: readonly OpenEnd[];
  /**
   * Snapshot ids of masters that do not say so while a replica of theirs does: Valkey tells the replicas first, and a
   * mover that dies in between leaves them alone with it (valkey#1664).
   */
  readonly echoes: readonly string[];
}

/** Every slot that a node says is open, in order. What a node that does not answer would say is not known. */
export function unfinishedSlots(snapshot: TopologySnapshot): UnfinishedSlot[] {
  const masters = snapshot.nodes.filter((n) => observedRole(n) === 'master');
  const found = new Map<number, { migrating: OpenEnd[]; importing: OpenEnd[]; echoes: string[] }>();
  const endsOf = (slot: number) => {
    const ends = found.get(slot) ?? { migrating: [], importing: [], echoes: [] };
    found.set(slot, ends);
    return ends;
  };
  for (const master of masters) {
    for (const { slot, kind, peerId } of viewOf(master)?.open ?? [])
      endsOf(slot)[kind].push({ node: master.id, peer: masterById(snapshot, peerId)?.id, peerId });
  }
  for (const replica of snapshot.nodes.filter((n) => observedRole(n) === 'replica')) {
    const master = masterOf(replica, snapshot);
    const known = new Set(master && viewOf(master)?.open.map(({ slot }) => slot));
    for (const { slot } of viewOf(replica)?.open ?? [])
      if (master && !known.has(slot)) endsOf(slot).echoes.push(master.id);
  }
  return [...found]
    .sort(([a], [b]) => a - b)
    .map(([slot, ends]) => ({ slot, owner: ownerOf(slot, masters)?.id, ...ends }));
}

/** The master that a cluster id stands for now: itself, or after a failover the one it follows. */
export function masterById(snapshot: TopologySnapshot, clusterId: string): NodeSnapshot | undefined {
  const itself = snapshot.nodes.find((n) => viewOf(n)?.myId === clusterId);
  if (itself && observedRole(itself) === 'master') return itself;
  const masterId = itself ? selfPeer(itself)?.masterId : successorOf(snapshot, clusterId);
  return snapshot.nodes.find((n) => viewOf(n)?.myId === masterId && observedRole(n) === 'master');
}

/** Of a node that does not answer: the master that answering ones say it follows, or that took its shard over. */
function successorOf(snapshot: TopologySnapshot, clusterId: string): string | undefined {
  for (const node of snapshot.nodes) {
    const masterId = viewOf(node)?.peers.find((p) => p.id === clusterId)?.masterId;
    if (masterId !== undefined) return masterId;
  }
  // Until the lost master is back, nobody says that it follows its replica; the nodes it was made with tell.
  const lost = snapshot.nodes.find((n) => n.answer.kind !== 'data' && wasAt(snapshot, n, clusterId));
  const heir = snapshot.nodes.find(
    (n) => lost && n.shard === lost.shard && n !== lost && observedRole(n) === 'master',
  );
  return heir && viewOf(heir)?.myId;
}

function wasAt(snapshot: TopologySnapshot, node: NodeSnapshot, clusterId: string): boolean {
  return snapshot.nodes.some((n) =>
    viewOf(n)?.peers.some((p) => p.id === clusterId && p.port === node.port && p.ip === node.container.ip),
  );
}

function ownerOf(slot: number, masters: readonly NodeSnapshot[]): NodeSnapshot | undefined {
  const claims = (n: NodeSnapshot) => selfPeer(n)?.slots.some(([a, b]) => a <= slot && slot <= b);
  const epoch = (n: NodeSnapshot) => selfPeer(n)?.configEpoch ?? 0;
  return masters.filter(claims).sort((a, b) => epoch(b) - epoch(a))[0];
}

const viewOf = ({ answer }: NodeSnapshot): ClusterView | undefined =>
  answer.kind === 'data' ? answer.cluster : undefined;
