import { expect, it } from 'vitest';
import { groupServers } from '../../../src/topology/found/group';
import { identify } from '../../../src/topology/found/identity';
import type { FoundServer } from '../../../src/topology/found/server';
import { clusterNode, master, replica, row, server } from './servers';

const identities = (servers: readonly FoundServer[]) =>
  [...identify(groupServers(servers, []), 'e').values()].sort((a, b) => a.name.localeCompare(b.name));
const pair = (m: string, r: string, place: number, before?: string) => [
  server(row(m, `172.17.0.${place}`), master(m), { before }),
  server(row(r, `172.17.0.${place + 1}`), replica(`172.17.0.${place}`, 6379, { replicationId: m }), {
    before,
  }),
];
const compose = (name: string, place: number, service: string) =>
  server(
    row(name, `172.17.0.${place}`, {
      rawLabels: { 'com.docker.compose.project': 'shop', 'com.docker.compose.service': service },
    }),
    master(name),
  );

it.each([
  [['redis-master', 'redis-slave-1'], 'redis'],
  [['cache-7000', 'cache-7001'], 'cache'],
  [['cache', 'cache-copy'], 'cache'],
  [['r1', 'r2'], 'r1'],
  [['left', 'right'], 'left'],
])('calls %j %s', ([m = '', r = ''], name) => {
  expect(identities(pair(m, r, 2)).map((i) => i.name)).toEqual([name]);
});

it('calls a Compose project by its name, and its topologies by their services where it has several', () => {
  expect(identities([compose('shop-cache-1', 2, 'cache')])[0]?.name).toBe('shop');
  const both = identities([compose('shop-cache-1', 2, 'cache'), compose('shop-queue-1', 3, 'queue')]);
  expect(both.map((i) => i.name)).toEqual(['shop (cache)', 'shop (queue)']);
});

it('tells topologies of the same name apart', () => {
  const names = identities([...pair('redis-a', 'redis-b', 2), ...pair('redis-x', 'redis-y', 4)]).map(
    (i) => i.name,
  );
  expect(names).toEqual(['redis (redis-a)', 'redis (redis-x)']);
});

it('gives the same id whatever the order, the addresses and the roles', () => {
  const [id] = identities(pair('a-1', 'a-2', 2));
  const [turned] = identities([...pair('a-2', 'a-1', 8)].reverse());
  expect(id?.id).toMatch(/^found-[0-9a-f]{12}$/);
  expect(turned?.id).toBe(id?.id);
});

it('knows a cluster by its smallest node id, though that node is away', () => {
  const peers = ['a', 'b'].map((id, i) => ({ id, ip: `172.17.0.${i + 2}`, port: 6379 }));
  const [a, b] = ['a', 'b'].map((id, i) =>
    server(row(`n${id}`, `172.17.0.${i + 2}`), clusterNode(id, peers)),
  );
  if (!a || !b) throw new Error('two nodes');
  expect(identities([b])[0]?.id).toBe(identities([a, b])[0]?.id);
});

it('keeps the id that the members had, and gives it to one group only', () => {
  const servers = [...pair('a-1', 'a-2', 2, 'T'), ...pair('b-1', 'b-2', 4, 'T')];
  const ids = identities(servers).map((i) => i.id);
  expect(ids).toContain('T');
  expect(new Set(ids).size).toBe(2);
});
