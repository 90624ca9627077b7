/** One sentinel's own view of the master it monitors. */
export interface SentinelView {
  readonly masterName: string;
  readonly masterIp: string;
  readonly masterPort: number;
  /** Run id of that master; empty or missing when the sentinel has not reached it yet. */
  readonly masterRunId?: string;
  readonly flags: readonly string[];
  readonly quorum: number;
  readonly replicas: readonly SentinelReplica[];
  readonly otherSentinels: readonly SentinelPeer[];
  readonly configEpoch: number;
  /** `SENTINEL CKQUORUM` in its own words, such as "OK 3 usable Sentinels…" or "NOQUORUM …". */
  readonly quorumVerdict: string;
  readonly downAfterMs: number;
  readonly failoverState: string | undefined;
}

export interface SentinelReplica {
  readonly ip: string;
  readonly port: number;
  readonly runId: string;
  readonly flags: readonly string[];
  readonly linkOk: boolean;
  readonly offset: number;
}

export interface SentinelPeer {
  readonly ip: string;
  readonly port: number;
  readonly runId: string;
  readonly flags: readonly string[];
  /** ms since its last hello message, which every sentinel publishes each two seconds. */
  readonly lastHelloMs: number;
}
