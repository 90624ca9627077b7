import { describe, expect, test } from 'vitest';
import { readSpec } from '../../../src/docker/spec-label';
import { parseClusterNodes } from '../../../src/model/parse/cluster-nodes';
import { type PlannedNode, planTopology } from '../../../src/model/plan';
import { defaultSpec, type Shape } from '../../../src/model/spec';
import type { Issuer } from '../../../src/model/tls/issuer';
import { readTopologyFile, topologyFile } from '../../../src/model/topology-file/topology-file';

const issuer: Issuer = {
  certificate: 'the authority’s certificate',
  key: 'the authority’s key',
  issue: ({ container, name, address }) => ({
    certificate: `certificate of ${container} ${name} ${address}`,
    key: `key of ${container}`,
  }),
};
const SHAPES: readonly Shape[] = ['replication', 'sentinel', 'cluster'];

function plan(shape: Shape, minor = 0, tls = true): readonly PlannedNode[] {
  let n = 0;
  const spec = defaultSpec(shape, 'orders', 'redis:7.0');
  return planTopology({
    id: 'abcdef0123456789',
    spec: tls ? { ...spec, tls: true } : spec,
    secrets: tls ? { issuer } : {},
    server: { product: 'redis', major: 7, minor, full: `7.${minor}.0` },
    addresses: Array.from({ length: 20 }, (_, i) => `172.20.0.${i + 2}`),
    randomId: () => String(++n).padStart(40, '0'),
  }).nodes;
}

const content = (node: PlannedNode | undefined, name: string) =>
  node?.files.find((f) => f.name === name)?.content;

describe.each(SHAPES)('%s', (shape) => {
  test('every node has its own certificate and key, and the authority’s certificate; only the first the key', () => {
    for (const node of plan(shape)) {
      expect(content(node, 'tls/ca.crt')).toBe(issuer.certificate);
      expect(content(node, 'tls/node.crt')).toBe(
        `certificate of ${node.container} ${node.name} ${node.address}`,
      );
      expect(content(node, 'tls/node.key')).toBe(`key of ${node.container}`);
      expect(content(node, 'tls/ca.key')).toBe(node.index === 0 ? issuer.key : undefined);
    }
  });

  test('servers listen with TLS alone, on their own port', () => {
    for (const node of plan(shape)) {
      const conf =
        content(node, node.role === 'sentinel' ? 'sentinel.conf' : 'redis.conf')?.split('\n') ?? [];
      expect(conf).toEqual(
        expect.arrayContaining(['port 0', `tls-port ${node.port}`, 'tls-replication yes']),
      );
      expect(conf.includes('tls-cluster yes')).toBe(shape === 'cluster');
    }
  });

  test('without TLS there is no trace of it', () => {
    const all = plan(shape, 0, false).flatMap((n) => n.files);
    expect(all.filter((f) => /tls\//.test(f.name) || /^tls-/m.test(f.content))).toEqual([]);
  });

  test('a label and a file keep it, a label from before says no', () => {
    const spec = { ...defaultSpec(shape, 'orders', 'redis:8.0'), tls: true as const };
    expect(readSpec(JSON.stringify(spec), shape)).toEqual(spec);
    expect(readTopologyFile(topologyFile(spec), 'x.redis-topology.json')).toEqual(spec);
    const before = defaultSpec(shape, 'orders', 'redis:8.0');
    expect(readSpec(JSON.stringify(before), shape)?.tls).toBeUndefined();
    expect(readSpec(JSON.stringify({ ...before, tls: 'yes' }), shape)).toBeUndefined();
    expect(() => readTopologyFile(JSON.stringify({ ...before, tls: false }), 'x')).toThrow();
  });
});

test('nodes.conf names the TLS port apart where the server does, else as the one port', () => {
  const [older] = plan('cluster', 0);
  const [newer] = plan('cluster', 2);
  expect(content(older, 'nodes.conf')).toContain(' 172.20.0.2:7000@17000 ');
  expect(content(newer, 'nodes.conf')).toContain(' 172.20.0.2:0@17000,,tls-port=7000,shard-id=');
  expect(parseClusterNodes(content(newer, 'nodes.conf') ?? '').peers).toHaveLength(6);
});

test('a node is never planned with TLS and without a certificate', () => {
  const spec = { ...defaultSpec('replication', 'orders', 'redis:8.0'), tls: true as const };
  const input = { id: 'abcdef01', spec, secrets: {}, addresses: ['1', '2', '3'], randomId: () => '0' };
  const server = { product: 'redis', major: 8, minor: 0, full: '8.0.0' } as const;
  expect(() => planTopology({ ...input, server })).toThrow(/orders-6379/);
});
