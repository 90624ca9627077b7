import type { ClusterView } from './cluster-view';
import type { NodeEvidence } from './evidence';
import type { Failure } from './failure';
import type { SentinelView } from './sentinel-view';
import type { Shape, Spec } from './spec';
import type { Text } from './text';

/** What a node is meant to be (from its labels). */
export type IntendedRole = 'master' | 'replica' | 'sentinel';

/** `absent`: other nodes speak of the node, but no container of this engine has its address. */
export type ContainerState =
  | 'created'
  | 'running'
  | 'paused'
  | 'restarting'
  | 'exited'
  | 'dead'
  | 'removing'
  | 'absent';

/** Who made a topology: this extension, or somebody else, by hand, with Compose or otherwise. */
export type Origin = 'ours' | 'found';

/** The container a node runs in, as the engine last described it. */
export interface ContainerFacts {
  readonly id: string;
  readonly name: string;
  readonly image: string;
  readonly state: ContainerState;
  /** The engine's own words, such as "Exited (137) 3 seconds ago". */
  readonly status: string;
  /** Address on the topology's network; undefined while it does not run and none is fixed. */
  readonly ip: string | undefined;
  /** Port of the server on the engine's host, undefined when not published. */
  readonly publishedPort: number | undefined;
  /** On which of the host's addresses, such as 127.0.0.1 or 0.0.0.0; undefined when that is not known. */
  readonly publishedOn?: string | undefined;
  readonly networkName: string | undefined;
  readonly volumeName: string | undefined;
}

/** One replica as its master sees it (INFO replication, slaveN). */
export interface ReplicaSeen {
  readonly ip: string;
  readonly port: number;
  readonly state: string;
  /** Last acknowledged replication offset, bytes. */
  readonly offset: number;
  /** Seconds since its last acknowledgement. */
  readonly lagSeconds: number;
}

export interface ServerFacts {
  readonly version: string;
  readonly product: 'redis' | 'valkey';
  readonly runId: string;
  readonly uptimeSeconds: number;
  readonly loading: boolean;
  /** Bytes. */
  readonly usedMemory: number;
  /** Bytes; 0: no limit. */
  readonly maxMemory: number;
  readonly opsPerSecond: number;
  readonly keys: number;
  readonly connectedClients: number;
}

/** The replication history that a node went on with under another id when its master changed. */
export interface FormerHistory {
  readonly id: string;
  /** The first offset that is no longer of it, bytes. */
  readonly until: number;
}

/** How far a replica has copied its master's data, as it says itself. */
export interface SyncProgress {
  readonly readBytes: number;
  /** `preparing`: the master still writes the copy. `streamed`: it sends while it writes, and nobody knows how much. */
  readonly totalBytes: number | 'preparing' | 'streamed';
}

export interface MasterFacts {
  readonly role: 'master';
  readonly replicationId: string;
  readonly former: FormerHistory | undefined;
  /** Bytes written to the replication stream. */
  readonly offset: number;
  readonly replicas: readonly ReplicaSeen[];
  /** Bytes of backlog held, and its size. */
  readonly backlogHeld: number;
  readonly backlogSize: number;
}

export interface ReplicaFacts {
  readonly role: 'replica';
  readonly replicationId: string;
  readonly former: FormerHistory | undefined;
  readonly masterHost: string;
  readonly masterPort: number;
  readonly link: 'up' | 'down';
  /** Seconds since the link broke; undefined while it is up. */
  readonly linkDownSeconds: number | undefined;
  /** Seconds since the master was last heard; undefined while the link is down. */
  readonly lastIoSeconds: number | undefined;
  readonly syncInProgress: boolean;
  /** Undefined while it copies nothing. */
  readonly sync: SyncProgress | undefined;
  /** Bytes read and applied. */
  readonly offset: number;
  readonly readOnly: boolean;
  readonly priority: number;
}

/** What a node answered in one round, from that node. */
export type Answer =
  | {
      readonly kind: 'data';
      /** When the answer came, ms since 1970 on the watcher's clock. */
      readonly at: number;
      /** How long the round took, ms. */
      readonly tookMs: number;
      readonly server: ServerFacts;
      readonly replication: MasterFacts | ReplicaFacts;
      readonly cluster: ClusterView | undefined;
    }
  | {
      readonly kind: 'sentinel';
      readonly at: number;
      readonly tookMs: number;
      readonly server: ServerFacts;
      readonly myId: string;
      readonly tilt: boolean;
      /** What it monitors; empty when nothing yet. */
      readonly views: readonly SentinelView[];
    }
  /** It did not answer, though its container runs. `cause` is the transport's or the server's own words. */
  | {
      readonly kind: 'unreachable';
      readonly since: number;
      readonly cause: string;
      readonly reason: UnreachableReason;
      /** Where it was our part that failed, such as reading a file that TLS takes: in words that can be translated. */
      readonly failure?: Pick<Failure, 'what' | 'why' | 'next'>;
    }
  /** Its container does not run (or is paused): nobody was asked. */
  | { readonly kind: 'notRunning'; readonly since: number }
  /** Not asked yet. */
  | { readonly kind: 'pending' };

/** `trust`: over TLS one side does not take the other for who it should be. */
export type UnreachableReason = 'timeout' | 'refused' | 'auth' | 'loading' | 'protocol' | 'route' | 'trust';

export interface NodeSnapshot {
  /** Stable for the node's life and after its container is made again: `<topology id>/<node name>`. */
  readonly id: string;
  readonly name: string;
  readonly intended: IntendedRole;
  /** Shard number the node was made for, from 0; sentinels: undefined. */
  readonly shard: number | undefined;
  readonly index: number;
  /** Port the server listens on inside its container. */
  readonly port: number;
  readonly container: ContainerFacts;
  /** Found nodes: every further `ip:port` under which other nodes speak of it. */
  readonly addresses?: readonly string[];
  /** Found sentinels: the names under which it monitors this topology's master; it may monitor others besides. */
  readonly monitors?: readonly string[];
  /** Found nodes that are spoken to over TLS: whether they show a certificate alone, or want one of their clients too. */
  readonly tls?: 'server' | 'mutual';
  readonly answer: Answer;
  /** What findings need beyond the answer; only in snapshots that are examined (topology/examination.ts). */
  readonly evidence?: NodeEvidence | undefined;
}

/** A node whose container was made for a topology that stands already, and which is no member of it yet. */
export interface JoiningNode extends Omit<NodeSnapshot, 'answer'> {
  /** Which addition: its nodes are finished or removed together. */
  readonly addition: string;
  /** How many nodes that addition has. */
  readonly planned: number;
  /** `joining`: somebody is at it. `abandoned`: nobody finished it. */
  readonly state: 'joining' | 'abandoned';
}

export interface TopologySnapshot {
  readonly id: string;
  readonly name: string;
  readonly origin: Origin;
  readonly shape: Shape;
  /** Which engine it lives on: the engine's id. */
  readonly engine: string;
  readonly spec: Spec | undefined;
  /** `making`: an operation of this window is at work. `incomplete`: a creation that nobody finished. */
  readonly state: 'complete' | 'incomplete' | 'making';
  readonly nodes: readonly NodeSnapshot[];
  /** What is being added, or was and nobody finished it; none where there is no such. */
  readonly joining?: readonly JoiningNode[];
  /** Changes whenever anything in it does. */
  readonly revision: number;
}

/** How well something is. `off`: deliberately stopped. */
export type Level = 'ok' | 'warning' | 'error' | 'off' | 'pending';

export interface Health {
  readonly level: Level;
  /** One plain sentence. */
  readonly sentence: Text;
}
