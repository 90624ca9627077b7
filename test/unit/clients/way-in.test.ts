import { expect, test } from 'vitest';
import { CLIENTS } from '../../../src/model/clients/clients';
import { environmentOf } from '../../../src/model/clients/environment';
import { type WayIn, wayIn } from '../../../src/model/clients/way-in';
import type { TopologySnapshot } from '../../../src/model/snapshot';
import { master, observed, sentinel, topology, view } from '../model/observed';

const HERE = 'unix:///var/run/docker.sock';
const FAR = 'ssh://me@far.example:2222';

/** A cluster of one node whose port is published on an address of its engine's machine. */
function cluster(engine: string, publishedOn: string, announced?: string): TopologySnapshot {
  const seen = view('a', { a: [[0, 16383]] });
  const peers = seen?.peers.map((peer) => ({ ...peer, hostname: announced })) ?? [];
  const node = observed(0, master(1, [], seen && { ...seen, peers }), { container: { publishedOn } });
  return { ...topology('cluster', [node]), engine };
}

const INSIDE = { host: '10.0.0.2', port: 6379 };

test.each([
  [HERE, '0.0.0.0', '127.0.0.1', undefined],
  [HERE, '127.0.0.1', '127.0.0.1', undefined],
  [HERE, '192.168.1.5', '192.168.1.5', undefined],
  [FAR, '0.0.0.0', 'far.example', undefined],
  [FAR, '127.0.0.1', '127.0.0.1', 'far.example'],
  ['tcp://[fd00::7]:2376', '0.0.0.0', 'fd00::7', undefined],
])('what %s publishes on %s is reached at %s, and alone on %s', (engine, publishedOn, host, onlyOn) => {
  const way = wayIn(cluster(engine, publishedOn), 'host', false);
  const outside = { host, port: 6379 };
  expect(way).toMatchObject({ nodes: [outside], natMap: [{ inside: INSIDE, outside }], onlyOn });
});

test('a client in a container needs no map and no machine’s name, wherever the engine is', () => {
  const way = wayIn(cluster(FAR, '127.0.0.1'), 'containers', false);
  expect(way).toMatchObject({ nodes: [INSIDE], natMap: [], onlyOn: undefined });
});

test('nodes that announce their machine’s own address need a map for clients elsewhere only', () => {
  expect(wayIn(cluster(HERE, '0.0.0.0', '127.0.0.1'), 'host', false).natMap).toEqual([]);
  const [entry] = wayIn(cluster(FAR, '0.0.0.0', '127.0.0.1'), 'host', false).natMap;
  expect(entry).toEqual({
    inside: { host: '127.0.0.1', port: 6379 },
    outside: { host: 'far.example', port: 6379 },
  });
});

function sentinels(engine: string): WayIn {
  const nodes = [
    observed(0, master(), { container: { publishedOn: '0.0.0.0' } }),
    observed(1, sentinel(), { intended: 'sentinel', port: 26379, container: { publishedPort: 26379 } }),
  ];
  return wayIn({ ...topology('sentinel', nodes), engine }, 'host', false);
}

test('code for every client names the engine’s machine where its ports are, and never this one', () => {
  const ways = [wayIn(cluster(FAR, '0.0.0.0', '127.0.0.1'), 'host', false), sentinels(FAR)];
  for (const way of ways)
    for (const { name, code } of CLIENTS) {
      const inMap = new Set(way.natMap.map(({ inside }) => inside.host));
      const written = code(way);
      expect(written, name).toContain('far.example');
      // 127.0.0.1 stands in maps as what servers say, and nowhere else.
      if (!inMap.has('127.0.0.1')) expect(written, name).not.toContain('127.0.0.1');
    }
});

test('an IPv6 address stands in brackets where a port follows it', () => {
  const way = wayIn(cluster('tcp://[fd00::7]:2376', '0.0.0.0'), 'host', false);
  expect(environmentOf(way)).toMatchObject({
    REDIS_URL: 'redis://[fd00::7]:6379',
    REDIS_HOST: 'fd00::7',
  });
});

test('a name is no address: StackExchange.Redis resolves it', () => {
  const csharp = CLIENTS.find(({ language }) => language === 'csharp');
  expect(csharp?.code(sentinels(FAR))).toContain('new DnsEndPoint("far.example", 6379)');
  expect(csharp?.code(sentinels(HERE))).toContain('new IPEndPoint(IPAddress.Parse("127.0.0.1"), 6379)');
});
