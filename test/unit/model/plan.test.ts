import { describe, expect, test } from 'vitest';
import { nodesConf } from '../../../src/model/nodes-conf';
import { parseClusterNodes } from '../../../src/model/parse/cluster-nodes';
import { planTopology, seats } from '../../../src/model/plan';
import { passwordIn, redisConf } from '../../../src/model/server-config';
import { parseServerVersion } from '../../../src/model/server-version';
import { defaultSpec, type Shape } from '../../../src/model/spec';

const server = { product: 'redis', major: 8, minor: 0, full: '8.0.2' } as const;
const addresses = Array.from({ length: 20 }, (_, i) => `172.20.0.${i + 2}`);
const plan = (shape: Shape, changes: object = {}, secrets = {}) => {
  let n = 0;
  return planTopology({
    id: 'abcdef0123456789',
    spec: { ...defaultSpec(shape, 'orders', 'redis:8.0'), ...changes },
    secrets,
    server,
    addresses,
    randomId: () => String(++n).padStart(40, '0'),
  });
};

describe('seats', () => {
  test('a cluster counts shard by shard', () => {
    expect(seats(defaultSpec('cluster', 'orders', 'x')).map((s) => `${s.name} ${s.role} ${s.shard}`)).toEqual(
      [
        'orders-7000 master 0',
        'orders-7001 replica 0',
        'orders-7002 master 1',
        'orders-7003 replica 1',
        'orders-7004 master 2',
        'orders-7005 replica 2',
      ],
    );
  });
  test('sentinels come last and have ports of their own', () => {
    expect(
      seats(defaultSpec('sentinel', 's', 'x'))
        .slice(2)
        .map((s) => `${s.container} ${s.port} ${s.index}`),
    ).toEqual(['s-6381 6381 2', 's-sentinel-1 26379 3', 's-sentinel-2 26380 4', 's-sentinel-3 26381 5']);
  });
});

describe('planTopology', () => {
  test('the same input gives the same plan', () => expect(plan('cluster')).toEqual(plan('cluster')));
  test('too few addresses are refused', () => {
    const input = {
      id: 'i',
      spec: defaultSpec('cluster', 'o', 'x'),
      secrets: {},
      server,
      addresses: ['1'],
      randomId: () => '0',
    };
    expect(() => planTopology(input)).toThrow(RangeError);
  });
  test('no two nodes share a container, volume, port or address', () => {
    for (const shape of ['replication', 'sentinel', 'cluster'] as const) {
      const { nodes } = plan(shape);
      for (const field of ['container', 'volume', 'port', 'address', 'name'] as const) {
        expect(new Set(nodes.map((n) => n[field])).size, `${shape} ${field}`).toBe(nodes.length);
      }
    }
  });
  test('a password stands in files of data nodes and nowhere else', () => {
    const made = plan('sentinel', { auth: 'password' }, { password: 'top-secret' });
    const { spec, nodes } = made;
    expect(JSON.stringify(spec)).not.toContain('top-secret');
    for (const n of nodes) {
      const text = n.files.map((f) => f.content).join('');
      expect(text.includes('top-secret')).toBe(n.role !== 'sentinel');
      expect(JSON.stringify({ ...n, files: [] })).not.toContain('top-secret');
    }
  });
  test('every nodes.conf names all members, itself once, covers all slots, with distinct epochs', () => {
    const { nodes } = plan('cluster', { masters: 4, replicasPerMaster: 2, firstPort: 7000 });
    const confs = nodes.map((n) => n.files.find((f) => f.name === 'nodes.conf')?.content ?? '');
    for (const [i, conf] of confs.entries()) {
      const { myId, peers } = parseClusterNodes(conf);
      expect(myId).toBe(nodes[i]?.clusterId);
      expect(peers.length).toBe(12);
      const owners = peers.filter((p) => p.slots.length > 0);
      expect(owners.reduce((sum, p) => sum + p.slots.reduce((s, [a, b]) => s + b - a + 1, 0), 0)).toBe(16384);
      expect(new Set(owners.map((p) => p.configEpoch)).size).toBe(4);
      // The planned masters start as replicas: see nodes-conf.ts.
      const me = peers.find((p) => p.id === myId);
      if (nodes[i]?.role === 'master') expect(me?.flags).toContain('slave');
    }
  });
  test('without replicas the masters start as masters', () => {
    const { nodes } = plan('cluster', { replicasPerMaster: 0 });
    for (const n of nodes) {
      const { myId, peers } = parseClusterNodes(n.files[1]?.content ?? '');
      expect(peers.find((p) => p.id === myId)?.flags).toEqual(['myself', 'master']);
    }
  });
});

test('shard ids stand in nodes.conf from 7.2 on, which would refuse others, and not before, which would misread them', () => {
  const members = [
    {
      id: 'a'.repeat(40),
      address: '10.0.0.2',
      port: 7000,
      shard: 0,
      shardId: 'b'.repeat(40),
      role: 'master',
      slots: [0, 16383],
    },
  ] as const;
  expect(nodesConf(members, members[0], server, false)).toContain(
    '10.0.0.2:7000@17000,,tls-port=0,shard-id=',
  );
  expect(nodesConf(members, members[0], { ...server, major: 7, minor: 0 }, false)).toContain(
    '10.0.0.2:7000@17000 myself,master',
  );
});

describe('passwords in configuration files', () => {
  test.each(['simple', 'with space', 'quo"te', 'back\\slash', "a'b", '密码', '\\"'])(
    '%s is read back as it was written',
    (password) => {
      const conf = redisConf(defaultSpec('replication', 'o', 'x'), 6379, { password }, server);
      expect(passwordIn(conf)).toBe(password);
    },
  );
  test('a bare value, as CONFIG REWRITE may leave it, is understood', () =>
    expect(passwordIn('port 1\nrequirepass abc\n')).toBe('abc'));
  test('none', () => expect(passwordIn('# requirepass x\nport 1\n')).toBeUndefined());
});

test.each([
  [
    'Redis server v=8.0.2 sha=00000000:0 malloc=jemalloc-5.3.0 bits=64 build=b843',
    { product: 'redis', major: 8, minor: 0 },
  ],
  ['Valkey server v=9.1.2 sha=00000000:0 malloc=jemalloc', { product: 'valkey', major: 9, minor: 1 }],
])('%s', (printed, version) => expect(parseServerVersion(printed)).toMatchObject(version));
test('what is no server is not taken for one', () =>
  expect(parseServerVersion('nginx version: 1.2')).toBeUndefined());
