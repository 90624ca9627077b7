import type { Place } from '../plan';
import type { IntendedRole, TopologySnapshot } from '../snapshot';
import type { AdditionWish, Room } from './addition';

/** How many nodes a wish asks for. */
export function nodesWished(wish: AdditionWish): number {
  switch (wish.kind) {
    case 'shard':
      return 1 + wish.replicas;
    case 'replica':
      return 1;
    case 'sentinels':
      return wish.count;
  }
}

/** The new nodes: names and numbers that no node of the topology has, at the addresses and ports that are free. */
export function newPlaces(snapshot: TopologySnapshot, wish: AdditionWish, room: Room): Place[] {
  const nodes = [...snapshot.nodes, ...(snapshot.joining ?? [])];
  const firstIndex = 1 + Math.max(-1, ...nodes.map((n) => n.index));
  const firstSentinel = 1 + Math.max(0, ...nodes.map((n) => sentinelNumber(n.name)));
  const shard = shardFor(snapshot, wish);
  return Array.from({ length: nodesWished(wish) }, (_, i) => {
    const port = room.ports[i] ?? 0;
    const role = roleOf(wish, i);
    const plain = `${snapshot.name}-${port}`;
    const name = role === 'sentinel' ? `sentinel-${firstSentinel + i}` : plain;
    const container = role === 'sentinel' ? `${snapshot.name}-${name}` : plain;
    return { name, container, role, index: firstIndex + i, shard, port, address: room.addresses[i] ?? '' };
  });
}

const sentinelNumber = (name: string) => Number(/^sentinel-(\d+)$/.exec(name)?.[1] ?? 0);

function roleOf(wish: AdditionWish, i: number): IntendedRole {
  if (wish.kind === 'sentinels') return 'sentinel';
  return wish.kind === 'shard' && i === 0 ? 'master' : 'replica';
}

function shardFor({ nodes }: TopologySnapshot, wish: AdditionWish): number | undefined {
  switch (wish.kind) {
    case 'shard':
      return 1 + Math.max(-1, ...nodes.map((n) => n.shard ?? -1));
    case 'replica':
      return nodes.find((n) => n.id === wish.of)?.shard;
    case 'sentinels':
      return undefined;
  }
}
