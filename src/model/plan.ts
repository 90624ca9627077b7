import { USERS_FILE, usersFile } from './acl/users-file';
import type { SlotRange } from './cluster-view';
import { nodesConf, type PlannedClusterNode } from './nodes-conf';
import type { Secrets } from './secrets';
import { redisConf, sentinelConf } from './server-config';
import type { ServerVersion } from './server-version';
import { allotSlots } from './slot-allocation';
import type { IntendedRole } from './snapshot';
import { nodeCount, type Spec } from './spec';
import { tlsFiles } from './tls/tls-files';

/** Where every node keeps its configuration and its data: the images' own working directory, on a named volume. */
export const DATA_DIR = '/data';

/** Written into the first node's directory when readiness has been proven; without it a topology is unfinished. */
export const COMPLETE_MARK = '.topology-complete';

export interface PlannedFile {
  readonly name: string;
  readonly content: string;
}

export interface PlannedNode {
  /** Unique within the topology: `orders-7000`, `sentinel-1`. */
  readonly name: string;
  readonly container: string;
  readonly volume: string;
  readonly role: IntendedRole;
  readonly index: number;
  readonly shard: number | undefined;
  /** The same inside the container and on the host. */
  readonly port: number;
  readonly address: string;
  /** The slots that it serves once the topology is made; masters of a cluster only. */
  readonly slots: SlotRange | undefined;
  /** Cluster node id (40 hex digits) it starts with. */
  readonly clusterId: string | undefined;
  readonly files: readonly PlannedFile[];
  readonly command: readonly string[];
}

/** Everything that will be made, as plain data. */
export interface Plan {
  readonly id: string;
  readonly spec: Spec;
  readonly network: string;
  readonly nodes: readonly PlannedNode[];
}

/** A node as the spec alone determines it: who, what role, which port. */
export interface Seat {
  readonly name: string;
  readonly container: string;
  readonly role: IntendedRole;
  readonly index: number;
  readonly shard: number | undefined;
  readonly port: number;
}

/** The nodes a spec asks for, shard by shard, then the sentinels. */
export function seats(spec: Spec): Seat[] {
  const found: Seat[] = [];
  const shards = spec.shape === 'cluster' ? spec.masters : 1;
  const replicas = spec.shape === 'cluster' ? spec.replicasPerMaster : spec.replicas;
  for (let shard = 0; shard < shards; shard++) {
    for (let r = 0; r <= replicas; r++) {
      const index = found.length;
      const port = spec.firstPort + index;
      const name = `${spec.name}-${port}`;
      found.push({ name, container: name, role: r === 0 ? 'master' : 'replica', index, shard, port });
    }
  }
  for (let i = 0; spec.shape === 'sentinel' && i < spec.sentinels; i++) {
    const name = `sentinel-${i + 1}`;
    const container = `${spec.name}-${name}`;
    found.push({
      name,
      container,
      role: 'sentinel',
      index: found.length,
      shard: undefined,
      port: spec.firstSentinelPort + i,
    });
  }
  return found;
}

export interface PlanInput {
  readonly id: string;
  readonly spec: Spec;
  readonly secrets: Secrets;
  readonly server: ServerVersion;
  /** One address per node on the topology's network, in the order of {@link seats}. */
  readonly addresses: readonly string[];
  /** Gives 40 random hexadecimal digits at each call: cluster node ids, shard ids. */
  readonly randomId: () => string;
}

/**
 * The plan for a spec: which containers with which files at which addresses. Pure: the same input, the same plan.
 * @throws RangeError when there are fewer addresses than nodes.
 */
export function planTopology(input: PlanInput): Plan {
  const { id, spec, addresses } = input;
  if (addresses.length < nodeCount(spec))
    throw new RangeError(`${addresses.length} addresses for ${nodeCount(spec)} nodes`);
  const places = seats(spec).map((seat, i) => ({ ...seat, address: addresses[i] ?? '' }));
  const clusterNodes = spec.shape === 'cluster' ? clusterMembers(places, spec.masters, input.randomId) : [];
  const nodes = places.map((place, i): PlannedNode => {
    const member = clusterNodes[i];
    const node = planNode(place, input);
    if (!member) return node;
    const conf = {
      name: 'nodes.conf',
      content: nodesConf(clusterNodes, member, input.server, spec.tls === true),
    };
    const slots = place.role === 'master' ? member.slots : undefined;
    return { ...node, slots, clusterId: member.id, files: [...node.files, conf] };
  });
  return { id, spec, network: spec.name, nodes };
}

/** A seat with an address on the topology's network. */
export interface Place extends Seat {
  readonly address: string;
}

/**
 * One node with its server's configuration, not yet a member of anything.
 * @param nodeTimeoutMs of a cluster node, until it is told another; without it, the one for while a cluster is formed
 */
export function planNode(
  place: Place,
  { id, spec, secrets, server }: Pick<PlanInput, 'id' | 'spec' | 'secrets' | 'server'>,
  nodeTimeoutMs?: number,
): PlannedNode {
  const sentinel = place.role === 'sentinel';
  const file = sentinel ? 'sentinel.conf' : 'redis.conf';
  const content = sentinel
    ? sentinelConf(spec, place.port, secrets, server)
    : redisConf(spec, place.port, secrets, server, nodeTimeoutMs);
  return {
    ...place,
    // With the id in its name it is never one that already exists, with somebody's data in it.
    volume: `${place.container}-${id.slice(0, 8)}`,
    slots: undefined,
    clusterId: undefined,
    files: [
      { name: file, content },
      ...(secrets.users ? [{ name: USERS_FILE, content: usersFile(secrets.users) }] : []),
      ...(spec.tls ? tlsFiles(place, secrets.issuer) : []),
    ],
    command: [`${server.product}-${sentinel ? 'sentinel' : 'server'}`, `${DATA_DIR}/${file}`],
  };
}

function clusterMembers(
  places: readonly Place[],
  masters: number,
  randomId: () => string,
): PlannedClusterNode[] {
  const slots = allotSlots(masters);
  const shardIds = slots.map(() => randomId());
  return places.map((p) => ({
    id: randomId(),
    address: p.address,
    port: p.port,
    shard: p.shard ?? 0,
    shardId: shardIds[p.shard ?? 0] ?? '',
    role: p.role === 'master' ? 'master' : 'replica',
    slots: slots[p.shard ?? 0] ?? [0, 0],
  }));
}
