import { setTimeout as sleep } from 'node:timers/promises';
import Redis, { Cluster } from 'ioredis';
import type { TopologySnapshot } from '../../../src/model/snapshot';
import type { Client } from './writer';

const HOST = '127.0.0.1';
const ignore = () => {
  // ioredis says on its 'error' event what the rejected command says too.
};

/** What the nodes' addresses in the network are on this machine. */
function natMap(topology: TopologySnapshot): Record<string, { host: string; port: number }> {
  return Object.fromEntries(
    topology.nodes.map((n) => [
      `${n.container.ip}:${n.port}`,
      { host: HOST, port: n.container.publishedPort ?? n.port },
    ]),
  );
}

/** A client of the topology's shape. */
export function clientFor(topology: TopologySnapshot, password: string | undefined): Client {
  switch (topology.shape) {
    case 'replication':
      return listClient(ports(topology, false), password);
    case 'sentinel':
      return sentinelClient(topology, password);
    case 'cluster':
      return clusterClient(topology, password);
  }
}

const ports = (topology: TopologySnapshot, sentinels: boolean) =>
  topology.nodes
    .filter((n) => (n.intended === 'sentinel') === sentinels)
    .map((n) => n.container.publishedPort ?? n.port);

/** Knows all addresses and writes to the one that says it is master (ROLE). */
function listClient(candidates: readonly number[], password: string | undefined): Client {
  let redis: Redis | undefined;
  const plain = {
    connectTimeout: 500,
    retryStrategy: () => null,
    maxRetriesPerRequest: 0,
    lazyConnect: true,
  };
  return {
    async set(key, value) {
      if (!redis) throw new Error('no master known');
      return redis.set(key, value);
    },
    async again() {
      redis?.disconnect();
      redis = undefined;
      for (const port of candidates) {
        const found = new Redis(port, HOST, { ...plain, password, enableReadyCheck: false });
        found.on('error', ignore);
        const role = await found
          .connect()
          .then(() => Promise.race([found.role(), sleep(500).then(() => undefined)]))
          .catch(() => undefined);
        if (Array.isArray(role) && role[0] === 'master') {
          redis = found;
          return;
        }
        found.disconnect();
      }
      await sleep(1);
    },
    close: () => redis?.disconnect(),
  };
}

/** ioredis with sentinels: connects to whom they name; on READONLY and loss of connection it asks them again. */
function sentinelClient(topology: TopologySnapshot, password: string | undefined): Client {
  const redis = new Redis({
    password,
    sentinels: ports(topology, true).map((port) => ({ host: HOST, port })),
    name: topology.name,
    natMap: natMap(topology),
    retryStrategy: () => 2,
    sentinelRetryStrategy: () => 10,
    reconnectOnError: (error) => (error.message.startsWith('READONLY') ? 2 : false),
    maxRetriesPerRequest: null,
  });
  redis.on('error', ignore);
  return {
    set: (key, value) => redis.set(key, value),
    again: () => sleep(2),
    close: () => redis.disconnect(),
  };
}

/** ioredis Cluster: follows redirections. */
function clusterClient(topology: TopologySnapshot, password: string | undefined): Client {
  const cluster = new Cluster(
    ports(topology, false).map((port) => ({ host: HOST, port })),
    {
      natMap: natMap(topology),
      redisOptions: { password },
      clusterRetryStrategy: () => 10,
      retryDelayOnFailover: 5,
      slotsRefreshInterval: 0,
    },
  );
  cluster.on('error', ignore);
  return {
    set: (key, value) => cluster.set(key, value),
    again: () => sleep(2),
    close: () => cluster.disconnect(),
  };
}
