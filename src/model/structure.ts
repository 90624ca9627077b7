import type { ClusterPeer, ClusterView, SlotRange } from './cluster-view';
import type { NodeSnapshot, ReplicaSeen, TopologySnapshot } from './snapshot';

/** A master and the nodes beneath it; without a master when none of its nodes answers as one. */
export interface Shard {
  readonly key: string;
  readonly master: NodeSnapshot | undefined;
  readonly replicas: readonly NodeSnapshot[];
}

export interface Arrangement {
  readonly shards: readonly Shard[];
  readonly sentinels: readonly NodeSnapshot[];
}

/** The role a node answered with in the last round; undefined when it did not answer. */
export function observedRole(node: NodeSnapshot): 'master' | 'replica' | 'sentinel' | undefined {
  if (node.answer.kind === 'sentinel') return 'sentinel';
  return node.answer.kind === 'data' ? node.answer.replication.role : undefined;
}

/** A cluster node's line about itself. */
export function selfPeer(node: NodeSnapshot): ClusterPeer | undefined {
  const view = node.answer.kind === 'data' ? node.answer.cluster : undefined;
  if (!view) return undefined;
  let own = ownLines.get(view);
  if (!own) {
    own = { peer: view.peers.find((p) => p.id === view.myId) };
    ownLines.set(view, own);
  }
  return own.peer;
}

/** A view is the same object while it says the same, over many rounds. */
const ownLines = new WeakMap<ClusterView, { readonly peer: ClusterPeer | undefined }>();

/** The slots a cluster node says it owns itself. */
export function ownSlots(node: NodeSnapshot): readonly SlotRange[] {
  return selfPeer(node)?.slots ?? [];
}

export function countSlots(ranges: readonly SlotRange[]): number {
  return ranges.reduce((sum, [first, last]) => sum + last - first + 1, 0);
}

/** Where other nodes reach it; undefined while it has no address, and where nobody has spoken of it. */
export function addressOf({ container, port, addresses }: NodeSnapshot): string | undefined {
  return container.ip ? `${container.ip}:${port}` : addresses?.[0];
}

/** The node at an address of the topology's network; used only where servers tell nothing but addresses. */
export function nodeAt(snapshot: TopologySnapshot, ip: string, port: number): NodeSnapshot | undefined {
  return snapshot.nodes.find((n) => isAt(n, ip, port));
}

function isAt(node: NodeSnapshot, ip: string, port: number): boolean {
  const { name, container, addresses } = node;
  if (addresses?.includes(`${ip}:${port}`)) return true;
  return node.port === port && (container.ip === ip || name === ip || container.name === ip);
}

/** The node that a replica says it replicates: by node id in a cluster, else by the address it names. */
export function masterOf(node: NodeSnapshot, snapshot: TopologySnapshot): NodeSnapshot | undefined {
  if (node.answer.kind !== 'data' || node.answer.replication.role !== 'replica') return undefined;
  const masterId = selfPeer(node)?.masterId;
  if (masterId !== undefined) {
    return byClusterId(snapshot).get(masterId);
  }
  return nodeAt(snapshot, node.answer.replication.masterHost, node.answer.replication.masterPort);
}

const clusterIds = new WeakMap<TopologySnapshot, ReadonlyMap<string, NodeSnapshot>>();

/** The nodes that answer, by the id that they have in their cluster. */
function byClusterId(snapshot: TopologySnapshot): ReadonlyMap<string, NodeSnapshot> {
  let ids = clusterIds.get(snapshot);
  if (!ids) {
    const found = new Map<string, NodeSnapshot>();
    for (const node of snapshot.nodes) {
      const id = node.answer.kind === 'data' ? node.answer.cluster?.myId : undefined;
      if (id !== undefined && !found.has(id)) found.set(id, node);
    }
    ids = found;
    clusterIds.set(snapshot, ids);
  }
  return ids;
}

/** How a replica's master sees it; undefined when the master does not answer or does not list it. */
export function seenByMaster(node: NodeSnapshot, snapshot: TopologySnapshot): ReplicaSeen | undefined {
  const master = masterOf(node, snapshot);
  if (master?.answer.kind !== 'data' || master.answer.replication.role !== 'master') return undefined;
  return master.answer.replication.replicas.find((r) => isAt(node, r.ip, r.port));
}

/**
 * How far a replica is behind, in bytes: the master's offset less what the replica has. What it has is the larger of
 * what it acknowledged to the master and what it said itself in its own answer: acknowledgements come once a second,
 * so that a healthy replica would seem behind by up to a second of writes.
 */
export function lagBytes(node: NodeSnapshot, snapshot: TopologySnapshot): number | undefined {
  const master = masterOf(node, snapshot);
  const seen = seenByMaster(node, snapshot);
  if (!seen || master?.answer.kind !== 'data' || node.answer.kind !== 'data') return undefined;
  return Math.max(
    0,
    master.answer.replication.offset - Math.max(seen.offset, node.answer.replication.offset),
  );
}

function rootMaster(node: NodeSnapshot, snapshot: TopologySnapshot): NodeSnapshot | undefined {
  let at: NodeSnapshot | undefined = node;
  for (let hops = 0; at && hops < snapshot.nodes.length; hops++) {
    if (observedRole(at) === 'master') return at;
    at = masterOf(at, snapshot);
  }
  return undefined;
}

/**
 * The master that the others in a cluster say a silent node follows: nodes are moved to other shards, and what they were
 * made for stays on their labels.
 */
function masterByHearsay(node: NodeSnapshot, { nodes }: TopologySnapshot): NodeSnapshot | undefined {
  if (node.answer.kind === 'data') return undefined;
  for (const { answer } of nodes) {
    const view = answer.kind === 'data' ? answer.cluster : undefined;
    const masterId = view?.peers.find((p) => isAt(node, p.ip, p.port))?.masterId;
    const master =
      masterId && nodes.find((n) => n.answer.kind === 'data' && n.answer.cluster?.myId === masterId);
    if (master) return master;
  }
  return undefined;
}

const byPlace = (a: NodeSnapshot, b: NodeSnapshot) => (a.shard ?? 0) - (b.shard ?? 0) || a.index - b.index;

/**
 * Puts every replica under the master it replicates (as answered). A node that does not answer stands where the others
 * of its cluster say, else with the nodes it was made with. The order depends on how nodes were made, not on who is master, so places are stable.
 */
export function arrange(snapshot: TopologySnapshot): Arrangement {
  const sentinels = snapshot.nodes.filter((n) => n.intended === 'sentinel').sort(byPlace);
  const data = snapshot.nodes.filter((n) => n.intended !== 'sentinel').sort(byPlace);
  const beneath = new Map<NodeSnapshot, NodeSnapshot[]>();
  for (const n of data) if (observedRole(n) === 'master') beneath.set(n, []);
  const homeless = data.filter((n) => {
    if (beneath.has(n)) return false;
    const root = rootMaster(n, snapshot) ?? masterByHearsay(n, snapshot);
    if (root && beneath.has(root)) beneath.get(root)?.push(n);
    return !root || !beneath.has(root);
  });
  const masterless = new Map<number, NodeSnapshot[]>();
  for (const n of homeless) {
    const family = [...beneath]
      .filter(([m]) => m.shard === n.shard)
      .sort((a, b) => b[1].length - a[1].length)[0];
    if (family) family[1].push(n);
    else masterless.set(n.shard ?? 0, [...(masterless.get(n.shard ?? 0) ?? []), n]);
  }
  const shards = [
    ...[...beneath].map(([master, replicas]) => ({
      key: master.id,
      master,
      replicas: replicas.sort(byPlace),
      place: Math.min(...[master, ...replicas].map((n) => (n.shard ?? 0) * 10_000 + n.index)),
    })),
    ...[...masterless].map(([shard, replicas]) => ({
      key: `${snapshot.id}/shard-${shard}`,
      master: undefined,
      replicas,
      place: shard * 10_000 + (replicas[0]?.index ?? 0),
    })),
  ].sort((a, b) => a.place - b.place);
  return { shards, sentinels };
}
