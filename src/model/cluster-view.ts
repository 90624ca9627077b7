export type SlotRange = readonly [first: number, last: number];

/** One line of CLUSTER NODES. */
export interface ClusterPeer {
  readonly id: string;
  readonly ip: string;
  readonly port: number;
  readonly busPort: number;
  readonly hostname: string | undefined;
  readonly flags: readonly string[];
  readonly masterId: string | undefined;
  readonly configEpoch: number;
  readonly linkConnected: boolean;
  readonly slots: readonly SlotRange[];
}

/** An open slot, which only the node itself tells of. */
export interface OpenSlot {
  readonly slot: number;
  readonly kind: 'migrating' | 'importing';
  readonly peerId: string;
}

/** A cluster node's own view of the cluster. */
export interface ClusterView {
  readonly myId: string;
  readonly state: 'ok' | 'fail';
  readonly slotsAssigned: number;
  readonly currentEpoch: number;
  readonly peers: readonly ClusterPeer[];
  readonly open: readonly OpenSlot[];
}
