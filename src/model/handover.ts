import type { NodeSnapshot, TopologySnapshot } from './snapshot';
import type { Shape } from './spec';
import type { Text } from './text';

/** The longest that writers may be made to wait for a handover, ms. */
export const WRITERS_WAIT_MS: Readonly<Record<Shape, number>> = {
  replication: 100,
  sentinel: 500,
  cluster: 100,
};

/** A server as commands name it. */
export interface Place {
  readonly id: string;
  readonly name: string;
  /** Address on the topology's network. */
  readonly ip: string;
  readonly port: number;
}

/**
 * How a master is handed over.
 * `switch`: we hold writes and change the roles ourselves. `announce`: the same, and the sentinels are told by a
 * majority's vote and a hello. `monitor`: the same with a lone sentinel, which is told to monitor the new master.
 * `clusterFailover`: the cluster's own CLUSTER FAILOVER, which holds writes and loses nothing.
 */
export type HandoverMethod = 'switch' | 'announce' | 'monitor' | 'clusterFailover';

/**
 * How writes are held. `pause`: CLIENT PAUSE WRITE, which ends by itself. `refuse`: min-replicas-to-write out of
 * reach, so that writers get an error instead of waiting. `server`: the server does it.
 */
export type HoldMethod = 'pause' | 'refuse' | 'server';

/** How a replica becomes master when its master is gone. */
export type PromoteMethod = 'promote' | 'force' | 'takeover';

/** One thing that will be sent to one node. */
export interface HandoverStep {
  readonly what: Text;
  readonly node: string;
  readonly commands: readonly string[];
}

/** The master answers and can hand over. */
export interface SwitchPlan {
  readonly kind: 'handOver';
  readonly method: HandoverMethod;
  readonly hold: HoldMethod;
  readonly master: Place;
  readonly to: Place;
  /** The other replicas of that master which answer. */
  readonly others: readonly Place[];
  readonly sentinels: readonly Place[];
  /** Nodes of the same shard (or sentinels) that do not answer: they are left out. */
  readonly absent: readonly Place[];
  readonly steps: readonly HandoverStep[];
  /** What it costs, sentence by sentence. */
  readonly cost: readonly Text[];
}

/** One way to make one replica master although its master is gone. */
export interface Promotion {
  readonly method: PromoteMethod;
  readonly to: Place;
  readonly others: readonly Place[];
  readonly sentinels: readonly Place[];
  readonly absent: readonly Place[];
  /** Bytes that the most advanced reachable replica of the shard has and this one lacks. */
  readonly behindBytes: number;
  readonly steps: readonly HandoverStep[];
  /** What is given up, sentence by sentence. */
  readonly givesUp: readonly Text[];
}

/** The normal way cannot be gone; `promotions` are what can be done instead, the least costly first. */
export interface NoHandover {
  readonly kind: 'cannot';
  readonly why: Text;
  readonly promotions: readonly Promotion[];
}

export type HandoverPlan = SwitchPlan | NoHandover;

/** One replica that could become master, and how far it is. */
export interface Candidate {
  readonly node: NodeSnapshot;
  readonly place: Place;
  /** Bytes behind its master as the master sees it (acknowledged once a second); undefined: not known. */
  readonly lagBytes: number | undefined;
  /** Why it cannot take over; undefined when it can. */
  readonly unfit: Text | undefined;
}

/** A node as a place. */
export const placeOf = (node: NodeSnapshot): Place => ({
  id: node.id,
  name: node.name,
  // A container in its host's network has no address of its own: the one that other nodes use for it.
  ip: node.container.ip ?? node.addresses?.[0]?.replace(/:\d+$/, '') ?? '',
  port: node.port,
});

/** The node of a place in a newer snapshot; undefined when it is gone. */
export const nodeAtPlace = (snapshot: TopologySnapshot, place: Place): NodeSnapshot | undefined =>
  snapshot.nodes.find((n) => n.id === place.id);
