import type { ContainerRow } from '../../../src/docker/containers';
import type { ClusterPeer } from '../../../src/model/cluster-view';
import type { SentinelView } from '../../../src/model/sentinel-view';
import { type FoundServer, idsIn, kindOfTold, type Told } from '../../../src/topology/found/server';

const SERVER = {
  version: '8.0.2',
  product: 'redis',
  uptimeSeconds: 1,
  loading: false,
  usedMemory: 1,
  maxMemory: 0,
  opsPerSecond: 0,
  keys: 0,
  connectedClients: 1,
} as const;
const times = { at: 1, tookMs: 1 };

/** A container on the default bridge, or in its host's network where `ip` is undefined. */
export function row(
  name: string,
  ip: string | undefined,
  change: Partial<ContainerRow> & { state?: 'running' | 'exited' } = {},
): ContainerRow {
  const { state = 'running', ...rest } = change;
  return {
    facts: {
      id: `id-${name}`,
      name,
      image: 'redis',
      state,
      status: '',
      ip,
      publishedPort: undefined,
      networkName: ip ? 'bridge' : 'host',
      volumeName: undefined,
    },
    labels: undefined,
    rawLabels: {},
    addresses: ip && state === 'running' ? [{ network: 'bridge', ip, gateway: '172.17.0.1' }] : [],
    networks: [ip ? 'bridge' : 'host'],
    ports: [],
    hostNetwork: ip === undefined,
    command: '',
    createdAt: 0,
    ...rest,
  };
}

/** A server that answers; with nothing told, one that does not. */
export function server(
  where: ContainerRow,
  told: Told | undefined,
  change: Partial<FoundServer> = {},
): FoundServer {
  return {
    row: where,
    port: 6379,
    id: where.facts.name,
    name: where.facts.name,
    kind: told ? kindOfTold(told) : 'data',
    aliases: [],
    ours: false,
    told,
    ids: told ? idsIn(told) : [],
    before: undefined,
    ...change,
  };
}

export function master(replicationId: string, replicas: readonly [ip: string, port: number][] = []): Told {
  return {
    kind: 'data',
    ...times,
    server: { ...SERVER, runId: `run-${replicationId}` },
    replication: {
      role: 'master',
      replicationId,
      former: undefined,
      offset: 0,
      replicas: replicas.map(([ip, port]) => ({ ip, port, state: 'online', offset: 0, lagSeconds: 0 })),
      backlogHeld: 0,
      backlogSize: 0,
    },
    cluster: undefined,
  };
}

export function replica(
  masterHost: string,
  masterPort: number,
  { replicationId = 'r', up = true, runId = '' } = {},
): Told {
  return {
    kind: 'data',
    ...times,
    server: { ...SERVER, runId },
    replication: {
      role: 'replica',
      replicationId,
      former: undefined,
      masterHost,
      masterPort,
      link: up ? 'up' : 'down',
      linkDownSeconds: up ? undefined : 5,
      lastIoSeconds: up ? 0 : undefined,
      syncInProgress: false,
      sync: undefined,
      offset: 0,
      readOnly: true,
      priority: 100,
    },
    cluster: undefined,
  };
}

export function clusterNode(
  myId: string,
  peers: readonly (Pick<ClusterPeer, 'id' | 'ip' | 'port'> & Partial<ClusterPeer>)[],
): Told {
  const told = master(myId);
  if (told.kind !== 'data') throw new Error('a master is a data node');
  const line = { busPort: 1, hostname: undefined, flags: ['master'], masterId: undefined, configEpoch: 1 };
  return {
    ...told,
    cluster: {
      myId,
      state: 'ok',
      slotsAssigned: 0,
      currentEpoch: 1,
      peers: peers.map((p) => ({ ...line, linkConnected: true, slots: [], ...p })),
      open: [],
    },
  };
}

export function sentinel(myId: string, ...views: (Partial<SentinelView> & { masterName: string })[]): Told {
  return {
    kind: 'sentinel',
    ...times,
    server: { ...SERVER, runId: `run-${myId}` },
    myId,
    tilt: false,
    views: views.map((view) => ({
      masterIp: '172.17.0.2',
      masterPort: 6379,
      flags: ['master'],
      quorum: 2,
      replicas: [],
      otherSentinels: [],
      configEpoch: 0,
      quorumVerdict: 'OK',
      downAfterMs: 1000,
      failoverState: undefined,
      ...view,
    })),
  };
}
