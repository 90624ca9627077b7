import type {
  Answer,
  ContainerFacts,
  IntendedRole,
  NodeSnapshot,
  ReplicaSeen,
  ServerFacts,
} from '../../../src/model/snapshot';

/** A time at which all recorded answers came: 2026-11-22 12:04:31 UTC. */
export const NOW = Date.UTC(2026, 10, 22, 12, 4, 31);

export type DataAnswer = Extract<Answer, { kind: 'data' }>;
export type SentinelAnswer = Extract<Answer, { kind: 'sentinel' }>;

export interface Made {
  readonly topology: string;
  readonly name: string;
  readonly intended: IntendedRole;
  readonly shard?: number;
  readonly index: number;
  readonly port: number;
  readonly image?: string;
  readonly answer: Answer;
}

export const ipOf = (index: number): string => `172.30.${4 + Math.floor(index / 250)}.${11 + (index % 250)}`;

/** 64 hex digits, the same for the same name. */
export function hexOf(name: string, digits = 64): string {
  let h = 2166136261;
  let out = '';
  while (out.length < digits) {
    for (const c of `${name}${out.length}`) h = Math.imul(h ^ c.charCodeAt(0), 16777619) >>> 0;
    out += h.toString(16).padStart(8, '0');
  }
  return out.slice(0, digits);
}

export function node(made: Made): NodeSnapshot {
  const { topology, name, intended, shard, index, port, answer } = made;
  const container: ContainerFacts = {
    id: hexOf(name),
    name,
    image: made.image ?? 'redis:8.0',
    state: 'running',
    status: 'Up 3 hours',
    ip: ipOf(index),
    publishedPort: port,
    networkName: topology,
    volumeName: `${name}-data`,
  };
  return { id: `${topology}/${name}`, name, intended, shard, index, port, container, answer };
}

export const server = (over: Partial<ServerFacts> = {}): ServerFacts => ({
  version: '8.0.2',
  product: 'redis',
  runId: hexOf('run', 40),
  uptimeSeconds: 10_840,
  loading: false,
  usedMemory: 1_843_200,
  maxMemory: 0,
  opsPerSecond: 412,
  keys: 12_481,
  connectedClients: 4,
  ...over,
});

export const masterAnswer = (
  offset: number,
  replicas: readonly ReplicaSeen[],
  over: Partial<DataAnswer> = {},
): DataAnswer => ({
  kind: 'data',
  at: NOW,
  tookMs: 2,
  server: server(),
  replication: {
    role: 'master',
    replicationId: hexOf('repl', 40),
    former: undefined,
    offset,
    replicas,
    backlogHeld: Math.min(offset, 1_048_576),
    backlogSize: 1_048_576,
  },
  cluster: undefined,
  ...over,
});

export const replicaAnswer = (
  masterHost: string,
  masterPort: number,
  offset: number,
  over: Partial<DataAnswer> = {},
): DataAnswer => ({
  kind: 'data',
  at: NOW,
  tookMs: 2,
  server: server({ opsPerSecond: 11 }),
  replication: {
    role: 'replica',
    replicationId: hexOf('repl', 40),
    former: undefined,
    masterHost,
    masterPort,
    link: 'up',
    linkDownSeconds: undefined,
    lastIoSeconds: 0,
    syncInProgress: false,
    sync: undefined,
    offset,
    readOnly: true,
    priority: 100,
  },
  cluster: undefined,
  ...over,
});
