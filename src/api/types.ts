// What other extensions get from Topology Lab for Redis & Valkey. This file imports nothing: copy it.
// Within one version things are added, never changed.

/** What `await extensions.getExtension('topology-lab.redis-topology-lab')?.activate()` gives. */
export interface TopologyLabApi {
  readonly version: 1;
  /** All topologies on the engines that are shown, each node as it answered now. */
  list(): Promise<readonly Topology[]>;
  /** One topology by id or name, asked now; undefined when there is none. */
  snapshot(idOrName: string): Promise<Topology | undefined>;
  /** What is wrong with a topology, the worst first; also what has been so for a moment only. */
  findings(id: string): Promise<readonly TopologyFinding[]>;
  /** Calls back when topologies come, go or change, as far as somebody looks at them. Ask with {@link snapshot}. */
  onDidChange(listener: () => void): { dispose(): void };

  // What follows changes something. Nobody is asked: that is yours to do.

  /** Makes a topology; resolves when it is proven ready. Ports that are taken are skipped. On failure nothing stays. */
  create(wish: TopologyWish, options?: CreateOptions): Promise<Topology>;
  /**
   * Hands a master over without losing an acknowledged write.
   * @param nodeId the replica to become master, or a master for its most up-to-date one; needed in a cluster
   */
  failOver(id: string, nodeId?: string, options?: CallOptions): Promise<FailoverResult>;
  /** Moves slots of a cluster while clients go on; resolves when all nodes know the new owners. */
  reshard(id: string, wish: SlotWish, options?: CallOptions): Promise<ReshardResult>;
  /**
   * Mends a finding that is `mendable`, and resolves when it is gone. A key with two different values is left as it is.
   * @param way which one, from 1, where there are several; the error names them
   */
  repair(id: string, findingId: string, options?: CallOptions & { readonly way?: number }): Promise<void>;
  /** Removes a topology that was made here, with its data. */
  remove(id: string, options?: CallOptions): Promise<void>;
}

/** How a call is stopped, and told about. Every call rejects with an Error that says what failed, where and why. */
export interface CallOptions {
  readonly signal?: AbortSignal;
  /** Called with each step, in English. */
  readonly onStep?: (step: string) => void;
}

export interface CreateOptions extends CallOptions {
  /** Asked for by all data nodes. One is made where the wish says `auth: 'password'` and none is given. */
  readonly password?: string;
  /** The name of an engine that is shown; the current one when left out. */
  readonly engine?: string;
}

export type TopologyShape = 'replication' | 'sentinel' | 'cluster';

/** The fields of a topology file (`*.redis-topology.json`). What is left out is as in the wizard. */
export interface TopologyWish {
  readonly shape: TopologyShape;
  /** Lower-case letters, digits and hyphens. */
  readonly name: string;
  /** Such as `redis:8.0`. */
  readonly image: string;
  readonly [field: string]: unknown;
}

export interface Topology {
  readonly id: string;
  readonly name: string;
  readonly shape: TopologyShape;
  /** What its Docker engine is known by: a context's name or an address. */
  readonly engine: string;
  /** Whether this extension made it; else it was found. */
  readonly madeHere: boolean;
  readonly health: {
    /** `off`: stopped; `pending`: being made or not asked yet. */
    readonly level: 'ok' | 'warning' | 'error' | 'off' | 'pending';
    /** One sentence, in English. */
    readonly sentence: string;
  };
  readonly nodes: readonly TopologyNode[];
}

export interface TopologyNode {
  readonly id: string;
  readonly name: string;
  /** What it answered that it is; undefined when it does not answer. */
  readonly role: 'master' | 'replica' | 'sentinel' | undefined;
  /** Id of a replica's master, where that is one of these nodes. */
  readonly masterId: string | undefined;
  /** Bytes that a replica lacks, as far as it can be told. */
  readonly lagBytes: number | undefined;
  /** Slots that a cluster's master serves, as ranges with both ends. */
  readonly slots: readonly (readonly [first: number, last: number])[];
  /** Why it does not answer. */
  readonly unreachable: string | undefined;
  readonly container: {
    readonly id: string;
    readonly name: string;
    readonly image: string;
    /** The engine's word: `running`, `paused`, `exited` … */
    readonly state: string;
  };
  /** On the topology's network. */
  readonly address: { readonly host: string | undefined; readonly port: number };
  /** Port on the engine's host; undefined when it is not published. */
  readonly publishedPort: number | undefined;
}

export interface TopologyFinding {
  /** The same as long as the trouble is. */
  readonly id: string;
  readonly severity: 'error' | 'warning' | 'info';
  /** One sentence, in English, as the two below. */
  readonly what: string;
  readonly why: string;
  readonly remedy: string;
  /** What nodes said, in their own words. */
  readonly evidence: readonly { readonly node: string; readonly words: string }[];
  readonly nodeIds: readonly string[];
  /** Whether {@link TopologyLabApi.repair} may mend it. */
  readonly mendable: boolean;
}

export interface FailoverResult {
  /** Names of the old and the new master. */
  readonly from: string;
  readonly to: string;
  /** How long writers waited, ms. */
  readonly heldMs: number;
  /** Of acknowledged writes; undefined: cannot be known. */
  readonly lostBytes: number | undefined;
}

/** Which slots go where; nodes by name or id. */
export type SlotWish =
  /** `from`: the masters that give, all others when left out. */
  | {
      readonly how: 'move';
      readonly to: string;
      readonly slots: number;
      readonly from?: readonly string[];
    }
  /** Everything away from one master. */
  | { readonly how: 'drain'; readonly from: readonly [string] }
  /** An even share for every master, new ones too. */
  | { readonly how: 'rebalance' };

export interface ReshardResult {
  readonly outcome: 'done' | 'cancelled';
  readonly slotsMoved: number;
  readonly keysMoved: number;
  readonly tookMs: number;
}
