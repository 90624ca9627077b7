import type { Entrance, ShownLogin } from './acl/entrance';

/**
 * What the rules of `findings` need beyond the regular answers: gathered once a minute, and only while somebody looks.
 * Configuration values that hold secrets are never here: only whether there is one, and whose.
 */
export interface NodeEvidence {
  /** When it was gathered, ms since 1970. */
  readonly at: number;
  /** What a data node is configured with; undefined when it was not asked or refused to say. */
  readonly config?: ConfigEvidence | undefined;
  /** A data node's counters now, and about a minute ago. */
  readonly counters?: Counters | undefined;
  readonly earlier?: Counters | undefined;
  /** What a sentinel monitors; undefined for others. */
  readonly monitored?: readonly MonitoredEvidence[] | undefined;
  /** A sentinel's configuration file. */
  readonly file?: SentinelFileEvidence | undefined;
  readonly container?: ContainerEvidence | undefined;
  /** Of a node of ours that speaks TLS. */
  readonly certificate?: CertificateEvidence | undefined;
  /** The last thing a replica without a link wrote into its log about it. */
  readonly linkError?: string | undefined;
  /** Keys in slots that nobody owns or that are open. */
  readonly strayKeys?: readonly SlotKeys[] | undefined;
  /** Whether the container's own address can be reached from this machine; undefined: not tried. */
  readonly addressReachable?: boolean | undefined;
  /** Whether the engine is on another machine: what it publishes for itself alone is out of reach from here. */
  readonly engineIsAway?: boolean | undefined;
}

/** What a node's certificate says, and how long it is worth anything. */
export interface CertificateEvidence {
  /** Until when it is valid, and until when its authority's own is, ms since 1970. */
  readonly until: number;
  readonly authorityUntil: number;
  /** The addresses that it is for. */
  readonly addresses: readonly string[];
}

export interface ConfigEvidence {
  /** Some RDB snapshots are made by time, or an append-only file is kept. */
  readonly persistent: boolean;
  /** The directory its data is written to. */
  readonly dir: string;
  readonly entrance: Entrance;
  /** As whom it logs in to its master; undefined: it sends no password. */
  readonly masterLogin: ShownLogin | undefined;
  readonly protectedMode: boolean;
  /** 0: a master takes writes without any replica. */
  readonly minReplicasToWrite: number;
  /** Seconds. */
  readonly minReplicasMaxLag: number;
  readonly requireFullCoverage: boolean;
  /** Addresses that it tells others instead of its own; empty: none. */
  readonly announceIp: string;
  readonly announceHostname: string;
  readonly announceClientIp: string;
  /** `client-output-buffer-limit` for replicas as the server words it, such as "268435456 67108864 60". */
  readonly replicaBufferLimit: string;
}

/** Numbers that only grow; two of them tell how fast. */
export interface Counters {
  /** ms since 1970. */
  readonly at: number;
  /** Full copies that it sent to replicas since its start. */
  readonly fullSyncs: number;
  /** Bytes of its replication stream. */
  readonly offset: number;
  /** Of the stream. */
  readonly replicationId: string;
  /** Bytes of memory of the machine. */
  readonly machineMemory: number;
}

export interface MonitoredEvidence {
  readonly name: string;
  readonly quorum: number;
  readonly downAfterMs: number;
  readonly failoverTimeoutMs: number;
}

export interface SentinelFileEvidence {
  readonly path: string;
  /** Names after `sentinel monitor`. */
  readonly monitors: readonly string[];
  /** Names that other settings are given for, each with the setting. */
  readonly settings: readonly { readonly setting: string; readonly name: string }[];
  /** As whom it logs in to the servers that it monitors under a name; none for names without a password. */
  readonly logins: readonly (ShownLogin & { readonly name: string })[];
}

export interface Mount {
  readonly type: string;
  readonly destination: string;
  /** The volume's name, or the path on the engine's host. */
  readonly source: string;
  readonly writable: boolean;
}

/** A network that a container is in. */
export interface NetworkEvidence {
  readonly name: string;
  /** Its address there; empty while it does not run, and in the host's network. */
  readonly address: string;
  /** Whether that address was given to it for good; else it may have another after its next start. */
  readonly isFixed: boolean;
}

export interface ContainerEvidence {
  /** The name that its maker gave for the image; lists show an id once the name has gone to another. */
  readonly image: string;
  readonly imageId: string;
  /** `no`, `always`, `unless-stopped` or `on-failure`. */
  readonly restartPolicy: string;
  readonly restartCount: number;
  readonly oomKilled: boolean;
  /** Bytes; 0: none. */
  readonly memoryLimit: number;
  readonly networks: readonly NetworkEvidence[];
  readonly mounts: readonly Mount[];
  /** Another container that has a port which this one publishes. */
  readonly portTaken?: { readonly port: number; readonly by: string } | undefined;
}

export interface SlotKeys {
  readonly slot: number;
  readonly keys: number;
}
