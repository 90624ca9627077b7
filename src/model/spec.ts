import type { AppRights } from './acl/users';

/** What a user asks for. A password is never part of it: it travels beside it (see plan.ts, `Secrets`). */
export type Shape = 'replication' | 'sentinel' | 'cluster';
export type Persistence = 'none' | 'aof' | 'rdb';

interface CommonSpec {
  /** Names the topology, its network, and is the prefix of every container and volume. */
  readonly name: string;
  readonly image: string;
  /** First port of the data nodes; each node takes the next free one, the same inside and outside. */
  readonly firstPort: number;
  /** With `users` the default user is off and everyone comes in by name (model/acl/users.ts). */
  readonly auth: 'none' | 'password' | 'users';
  /** What the user `app` may do; only with `users`; absent: {@link USUAL_RIGHTS}. */
  readonly appRights?: AppRights;
  /** TLS only, with an authority of the topology's own; absent: none. */
  readonly tls?: true;
  readonly persistence: Persistence;
  /** Bytes per data node in MB (2^20); undefined: the server's default, no limit. */
  readonly maxmemoryMb?: number;
  /** Lines added to every data node's configuration file, already validated. */
  readonly extraConfig: readonly string[];
}

export interface ReplicationSpec extends CommonSpec {
  readonly shape: 'replication';
  readonly replicas: number;
}

export interface SentinelSpec extends CommonSpec {
  readonly shape: 'sentinel';
  readonly replicas: number;
  readonly sentinels: number;
  readonly quorum: number;
  /** First port of the sentinels. */
  readonly firstSentinelPort: number;
  readonly downAfterMs: number;
  readonly failoverTimeoutMs: number;
  readonly parallelSyncs: number;
}

export interface ClusterSpec extends CommonSpec {
  readonly shape: 'cluster';
  readonly masters: number;
  readonly replicasPerMaster: number;
  readonly nodeTimeoutMs: number;
  /** Where clients run, to whom nodes announce themselves accordingly; absent: in containers. */
  readonly clients?: 'host' | 'containers';
}

export type Spec = ReplicationSpec | SentinelSpec | ClusterSpec;

// AOF by default: a master that restarts empty would wipe its replicas.
const common = { auth: 'none', persistence: 'aof', extraConfig: [] } as const;

/** The spec that Enter all the way through the wizard makes: 1+2, 1+2+3 or 3+3. */
export function defaultSpec(shape: Shape, name: string, image: string): Spec {
  switch (shape) {
    case 'replication':
      return { shape, name, image, ...common, firstPort: 6379, replicas: 2 };
    case 'sentinel':
      return {
        shape,
        name,
        image,
        ...common,
        firstPort: 6379,
        replicas: 2,
        sentinels: 3,
        quorum: 2,
        firstSentinelPort: 26379,
        downAfterMs: 5000,
        failoverTimeoutMs: 60_000,
        parallelSyncs: 1,
      };
    case 'cluster':
      return {
        shape,
        name,
        image,
        ...common,
        firstPort: 7000,
        masters: 3,
        replicasPerMaster: 1,
        nodeTimeoutMs: 5000,
      };
  }
}

/** How many data nodes (masters and replicas, no sentinels) the spec asks for. */
export function dataNodeCount(spec: Spec): number {
  return spec.shape === 'cluster' ? spec.masters * (1 + spec.replicasPerMaster) : 1 + spec.replicas;
}

/** How many nodes the spec asks for in all. */
export function nodeCount(spec: Spec): number {
  return dataNodeCount(spec) + (spec.shape === 'sentinel' ? spec.sentinels : 0);
}
