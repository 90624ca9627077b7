import { type Place, placeOf } from '../handover';
import type { NodeSnapshot, TopologySnapshot } from '../snapshot';
import { masterOf, observedRole } from '../structure';

/** The only node that answers as master; undefined when there is none, or more than one. */
export function onlyMaster({ nodes }: TopologySnapshot): NodeSnapshot | undefined {
  const masters = nodes.filter((n) => observedRole(n) === 'master');
  return masters.length === 1 ? masters[0] : undefined;
}

/**
 * A master at the address by which most of its replicas find it: one that others know is better than one that may be
 * right only in another network. Without a replica, where its container is.
 */
export function masterPlace(snapshot: TopologySnapshot, master: NodeSnapshot): Place {
  const used = new Map<string, { count: number; ip: string; port: number }>();
  for (const n of snapshot.nodes) {
    if (n.answer.kind !== 'data' || n.answer.replication.role !== 'replica') continue;
    const { masterHost: ip, masterPort: port, link } = n.answer.replication;
    if (link !== 'up' || masterOf(n, snapshot)?.id !== master.id) continue;
    const key = `${ip} ${port}`;
    used.set(key, { count: (used.get(key)?.count ?? 0) + 1, ip, port });
  }
  const [most] = [...used.values()].sort((a, b) => b.count - a.count);
  return { ...placeOf(master), ...(most ? { ip: most.ip, port: most.port } : {}) };
}
