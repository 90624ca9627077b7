import type { ByHand } from '../found/by-hand';

export const IMAGE = 'redis:7.0';
/** Ports of the sentinels, which stand in the host's network. */
export type SentinelPorts = readonly number[];
export const CLUSTER_PORTS = [7000, 7001, 7002, 7003, 7004, 7005] as const;
const CONF = '/usr/local/etc/redis';

/** The three containers on the default bridge that follow each other by address. */
export async function replicationByAddress(hand: ByHand): Promise<void> {
  for (const name of ['master', 'slave-1', 'slave-2']) await hand.run(name, IMAGE, 'redis-server');
  const master = await hand.ip('master');
  for (const slave of ['slave-1', 'slave-2']) {
    await hand.until('it listens', async () => (await hand.cli(slave, 'PING')) === 'PONG');
    await hand.cli(slave, 'SLAVEOF', master, '6379');
  }
  for (const slave of ['slave-1', 'slave-2'])
    await hand.until('linked', async () =>
      /link_status:up/.test(await hand.cli(slave, 'INFO', 'replication')),
    );
  await hand.cli('master', 'SET', 'cgy', '1');
}

/** The write-up's file, with its setting for a name that is not monitored. */
const sentinelFile = (port: number, master: string) =>
  [
    `port ${port}`,
    'protected-mode no',
    `sentinel monitor mymaster ${master} 6379 2`,
    'sentinel down-after-milliseconds master 5000',
    'sentinel failover-timeout mymaster 180000',
    'sentinel parallel-syncs mymaster 1',
    '',
  ].join('\n');

/** Three sentinels in the host's network, each with its file mounted by itself. */
export async function sentinelsOnTheHost(hand: ByHand, ports: SentinelPorts): Promise<void> {
  const master = await hand.ip('master');
  for (const [i, port] of ports.entries()) {
    const file = await hand.file('sentinel.conf', sentinelFile(port, master));
    const inside = `${CONF}/sentinel.conf`;
    await hand.run(
      `sentinel-${i + 1}`,
      '--net=host',
      '-v',
      `${file}:${inside}`,
      IMAGE,
      'redis-sentinel',
      inside,
    );
  }
}

const cli = (hand: ByHand, port: number, ...args: string[]) =>
  hand.cli(String(port), '-p', String(port), ...args);
const range = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, i) => String(first + i));

/** Six nodes made a cluster by MEET, REPLICATE and ADDSLOTS, of whose slots most were taken away again. */
export async function brokenCluster(hand: ByHand): Promise<void> {
  const network = await hand.network('redis-cluster-net');
  for (const port of CLUSTER_PORTS) {
    const file = await hand.file('redis.conf', `port ${port}\ncluster-enabled yes\nprotected-mode no\n`);
    const inside = `${CONF}/redis.conf`;
    await hand.run(String(port), '--net', network, '-v', `${file}:${inside}`, IMAGE, 'redis-server', inside);
  }
  for (const port of CLUSTER_PORTS)
    await hand.until('it listens', async () => (await cli(hand, port, 'PING')) === 'PONG');
  for (const port of CLUSTER_PORTS.slice(1))
    await cli(hand, 7000, 'CLUSTER', 'MEET', await hand.ip(String(port)), String(port));
  for (const [replica, master] of [
    [7001, 7000],
    [7003, 7002],
    [7005, 7004],
  ] as const) {
    const id = await cli(hand, master, 'CLUSTER', 'MYID');
    await hand.until(
      'it follows',
      async () => (await cli(hand, replica, 'CLUSTER', 'REPLICATE', id)) === 'OK',
    );
  }
  await cli(hand, 7000, 'CLUSTER', 'ADDSLOTS', ...range(0, 5460));
  await cli(hand, 7002, 'CLUSTER', 'ADDSLOTS', ...range(5461, 10_920));
  await cli(hand, 7004, 'CLUSTER', 'ADDSLOTS', ...range(10_921, 16_383));
  await hand.until(
    'all nodes know all slots',
    async () => {
      const seen = await Promise.all(CLUSTER_PORTS.map((port) => cli(hand, port, 'CLUSTER', 'NODES')));
      return seen.every(
        (s) => /0-5460/.test(s) && /5461-10920/.test(s) && /10921-16383/.test(s) && links(s) === 6,
      );
    },
    30_000,
  );
  await cli(hand, 7002, 'CLUSTER', 'FLUSHSLOTS');
  await cli(hand, 7004, 'CLUSTER', 'FLUSHSLOTS');
  await cli(hand, 7000, 'CLUSTER', 'DELSLOTS', ...range(1037, 1360));
}

const links = (nodes: string) =>
  (nodes.match(/connected/g) ?? []).length - (nodes.match(/disconnected/g) ?? []).length;

/** `redis-cli --cluster check`, what it printed. */
export async function clusterCheck(hand: ByHand): Promise<string> {
  return hand
    .docker('exec', hand.name('7000'), 'redis-cli', '--cluster', 'check', '127.0.0.1:7000')
    .catch((error: { stdout?: string; message: string }) => error.stdout ?? error.message);
}
