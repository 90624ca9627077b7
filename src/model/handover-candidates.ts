import { type Candidate, placeOf } from './handover';
import type { NodeSnapshot, TopologySnapshot } from './snapshot';
import { arrange, lagBytes, masterOf, observedRole, type Shard } from './structure';
import { type Text, text } from './text';

/**
 * The replicas that a shard's mastership could go to, the most up to date first; those that cannot take it stand last,
 * with the reason.
 */
export function candidates(shard: Shard, snapshot: TopologySnapshot): Candidate[] {
  return shard.replicas
    .filter((n) => n.intended !== 'sentinel')
    .map((node) => ({
      node,
      place: placeOf(node),
      lagBytes: lagBytes(node, snapshot),
      unfit: unfitness(node, shard, snapshot),
    }))
    .sort(
      (a, b) =>
        Number(a.unfit !== undefined) - Number(b.unfit !== undefined) ||
        (a.lagBytes ?? Number.MAX_SAFE_INTEGER) - (b.lagBytes ?? Number.MAX_SAFE_INTEGER) ||
        offsetOf(b.node) - offsetOf(a.node),
    );
}

/** Bytes of the replication stream a replica has applied; 0 when it does not answer. */
export function offsetOf(node: NodeSnapshot): number {
  return node.answer.kind === 'data' ? node.answer.replication.offset : 0;
}

function unfitness(node: NodeSnapshot, shard: Shard, snapshot: TopologySnapshot): Text | undefined {
  if (node.answer.kind !== 'data') return text('{0} does not answer', node.name);
  const { replication } = node.answer;
  if (replication.role !== 'replica' || !shard.master) return undefined;
  if (masterOf(node, snapshot)?.id !== shard.master.id)
    return text('{0} does not replicate {1} directly', node.name, shard.master.name);
  if (replication.syncInProgress) return text('{0} is still being synchronised', node.name);
  if (replication.link === 'down') return text('the link of {0} to its master is down', node.name);
  return undefined;
}

/** The shard that a node, a master or a replica, belongs to; without a node the only one there is. */
export function shardFor(snapshot: TopologySnapshot, nodeId: string | undefined): Shard | undefined {
  const { shards } = arrange(snapshot);
  if (nodeId === undefined) return shards.length === 1 ? shards[0] : undefined;
  return shards.find((s) => s.master?.id === nodeId || s.replicas.some((r) => r.id === nodeId));
}

/** Whether more than half of the masters that own slots answer: without them no replica is voted for. */
export function mostMastersAnswer(snapshot: TopologySnapshot): boolean {
  const { shards } = arrange(snapshot);
  const alive = shards.filter((s) => s.master && observedRole(s.master) === 'master').length;
  return alive * 2 > shards.length;
}
