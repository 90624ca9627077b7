import { expect, test } from 'vitest';
import { clusterView } from '../../../src/model/parse/cluster-nodes';
import { parseInfo } from '../../../src/model/parse/info';
import { fieldsOf, sentinelView } from '../../../src/model/parse/sentinel';
import type { NodeSnapshot, TopologySnapshot } from '../../../src/model/snapshot';
import { render, text } from '../../../src/model/text';
import { width } from '../../../src/ui/documents/columns';
import type { ContainerDetails } from '../../../src/ui/documents/container-sections';
import { markdownText } from '../../../src/ui/documents/markdown-text';
import { nodeDocument } from '../../../src/ui/documents/node-document';
import type { NodeFindings, ServerFound } from '../../../src/ui/documents/node-findings';
import { verifyDocument } from '../../../src/ui/documents/verify-document';

const node: NodeSnapshot = {
  id: 't1/orders-7000',
  name: 'orders-7000',
  intended: 'master',
  shard: 0,
  index: 0,
  port: 7000,
  container: {
    id: 'c0',
    name: 'orders-7000',
    image: 'redis:8.0',
    state: 'running',
    status: 'Up 2 minutes',
    ip: '172.18.0.2',
    publishedPort: 7000,
    networkName: 'orders',
    volumeName: 'orders-7000',
  },
  answer: { kind: 'pending' },
};
const topology: TopologySnapshot = {
  id: 't1',
  name: 'orders',
  origin: 'ours',
  shape: 'cluster',
  engine: 'e',
  spec: undefined,
  state: 'complete',
  nodes: [node],
  revision: 1,
};
const container: ContainerDetails = {
  Id: '0123456789abcdef',
  Name: '/orders-7000',
  Image: 'sha256:fedcba9876543210',
  Created: '2026-11-22T15:00:00.123Z',
  Path: 'docker-entrypoint.sh',
  Args: ['redis-server', '--requirepass', 's3cret'],
  Config: { Image: 'redis:8.0' },
  State: {
    Status: 'running',
    StartedAt: '2026-11-22T15:00:01Z',
    FinishedAt: '0001-01-01T00:00:00Z',
    ExitCode: 0,
    OOMKilled: false,
    Error: '',
  },
  NetworkSettings: {
    Networks: { orders: { IPAddress: '172.18.0.2', Gateway: '172.18.0.1' } },
    Ports: { '7000/tcp': [{ HostIp: '127.0.0.1', HostPort: '7000' }], '6379/tcp': null },
  },
  Mounts: [{ Name: 'orders-7000', Destination: '/data' }],
};
const data: ServerFound = {
  kind: 'data',
  info: parseInfo(
    'redis_version:8.0.2\r\nrole:master\r\nmaster_repl_offset:1000\r\nslave0:ip=172.18.0.3,port=7001,state=online,offset=900,lag=1\r\ndb0:keys=3,expires=1,avg_ttl=0\r\nused_memory:2048\r\nmaxmemory:0',
  ),
  config: new Map([['hz', '20']]),
  cluster: clusterView(
    'aaaa 172.18.0.2:7000@17000 myself,master - 0 0 1 connected 0-5460 [5->-bbbb]\nbbbb 172.18.0.4:7002@17002 slave aaaa 0 0 1 disconnected',
    'cluster_state:ok\r\ncluster_slots_assigned:16384\r\ncluster_current_epoch:1',
  ),
};

const write = (findings: Partial<NodeFindings>, say = (t: Parameters<typeof render>[0]) => render(t)) =>
  markdownText(
    nodeDocument(node, topology, {
      at: Date.UTC(2026, 10, 22, 15, 4, 5),
      container: { kind: 'known', value: container },
      server: { kind: 'known', value: data },
      file: { path: '/data/redis.conf', content: 'port 7000\nrequirepass s3cret\n' },
      ...findings,
    }),
    say,
  );

test('a data node: container, addresses, offsets, cluster view, configuration; no secret', () => {
  const written = write({});
  for (const line of [
    '# orders-7000',
    'As of 2026-11-22 15:04:05 UTC. Inspect the node again to read it anew.',
    '    Port 7000/tcp  127.0.0.1:7000',
    '    Port 6379/tcp  not published',
    '    172.18.0.3:7001  online  900     100 B   1 s ago',
    '    orders-7000 (172.18.0.2:7000)  aaaa  myself,master  -            1      connected     0-5460',
    '    5          migrating  bbbb',
    '    Limit  no limit',
    '    db0       3     1            -',
    '    hz         10 (default)  20',
    '    requirepass •••',
  ]) {
    expect(written.split('\n')).toContain(line);
  }
  expect(written).not.toContain('s3cret');
  expect(written).not.toContain('0001-01-01');
});

test('a node that does not answer still shows its container, its file, and the cause', () => {
  const written = write({
    server: { kind: 'unknown', why: text('It does not answer: {0}', 'ECONNREFUSED') },
  });
  expect(written).toContain('It does not answer: ECONNREFUSED');
  expect(written).toContain('172.18.0.1');
  expect(written).toContain('port 7000');
});

test('a container that is gone says so and hides nothing else', () => {
  const written = write({ container: { kind: 'unknown', why: text('no such container') }, file: undefined });
  expect(written).toContain('no such container');
  expect(written).toContain('## Memory');
  expect(written).toContain('without a configuration file');
});

test('a sentinel: what it monitors and knows', () => {
  const master = fieldsOf([
    'name',
    'orders',
    'ip',
    '172.18.0.2',
    'port',
    '7000',
    'flags',
    'master',
    'quorum',
    '2',
  ]);
  const view = sentinelView(
    master ?? new Map(),
    [['ip', '172.18.0.9', 'port', '7001', 'flags', 's_down,slave', 'master-link-status', 'err']],
    [['ip', '172.18.0.7', 'port', '26380', 'runid', 'ffff', 'flags', 'sentinel']],
    'NOQUORUM 1 usable Sentinels',
  );
  const info = parseInfo('redis_version:8.0.2\r\nsentinel_tilt:1');
  const written = write({
    server: { kind: 'known', value: { kind: 'sentinel', info, myId: 'me', views: [view] } },
  });
  expect(written).toContain('## It monitors orders');
  expect(written).toContain('NOQUORUM 1 usable Sentinels');
  expect(written).toMatch(/172\.18\.0\.9:7001 +s_down,slave +err/);
  expect(written).toMatch(/TILT mode +yes/);
  expect(
    write({ server: { kind: 'known', value: { kind: 'sentinel', info, myId: 'me', views: [] } } }),
  ).toContain('It monitors nothing.');
});

test('columns stand under each other with wide characters too', () => {
  expect([width('Name'), width('名称'), width('复制 a')]).toEqual([4, 4, 6]);
  const lines = write({}, (t) => render(t, (key) => (key === 'Image' ? '镜像' : key))).split('\n');
  const column = (word: string) => {
    const line = lines.find((l) => l.includes(word)) ?? '';
    return width(line.slice(0, line.indexOf(word)));
  };
  expect(column('redis:8.0')).toBe(column('fedcba987654'));
});

test('what a server says cannot begin a line or a section of its own', () => {
  const state = { ...container.State, Status: 'exited', Error: 'boom\n# Fake' };
  expect(write({ container: { kind: 'known', value: { ...container, State: state } } })).not.toMatch(
    /^# Fake/m,
  );
});

test('a verify report gives each check with its evidence', () => {
  const written = markdownText(
    verifyDocument(
      'orders',
      [
        { what: text('Every replica is linked'), outcome: 'passed', evidence: ['a: up'] },
        { what: text('Slots are covered'), outcome: 'failed', evidence: ['5 missing'] },
      ],
      0,
    ),
    (t) => render(t),
  );
  expect(written).toBe(
    '# orders\n\n1 of 2 checks failed.\n\nVerified 1970-01-01 00:00:00 UTC.\n\n## ✔ Every replica is linked\n\n    a: up\n\n## ✖ Slots are covered\n\n    5 missing\n',
  );
});
