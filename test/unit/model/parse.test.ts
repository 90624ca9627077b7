import { describe, expect, test } from 'vitest';
import { clusterView, configSignature, parseClusterNodes } from '../../../src/model/parse/cluster-nodes';
import { parseInfo, replicationFacts, serverFacts } from '../../../src/model/parse/info';
import { fieldsOf, sentinelView } from '../../../src/model/parse/sentinel';

const id = (c: string) => c.repeat(40);

describe('CLUSTER NODES', () => {
  const reply = [
    `${id('a')} 172.20.0.2:7000@17000 myself,master - 0 0 4 connected 0-5459 5461 [5460->-${id('b')}] [7000-<-${id('c')}]`,
    `${id('b')} 172.20.0.3:7001@17001,host-b,tls-port=0,shard-id=${id('9')} slave,fail? ${id('a')} 0 1700000000000 4 disconnected`,
    `${id('c')} :0@0 master,noaddr,fail - 0 0 5 disconnected 5462-16383`,
    `${id('d')} fe80::1:7003@17003 handshake - 0 0 0 connected`,
    'garbage',
    '',
  ].join('\n');
  const { myId, peers, open } = parseClusterNodes(reply);

  test('who I am, and how many there are', () => {
    expect(myId).toBe(id('a'));
    expect(peers.length).toBe(4);
  });
  test('slots, single and in ranges; open ones apart', () => {
    expect(peers[0]?.slots).toEqual([
      [0, 5459],
      [5461, 5461],
    ]);
    expect(open).toEqual([
      { slot: 5460, kind: 'migrating', peerId: id('b') },
      { slot: 7000, kind: 'importing', peerId: id('c') },
    ]);
  });
  test('addresses: with hostname, without any, IPv6', () => {
    expect(peers[1]).toMatchObject({
      ip: '172.20.0.3',
      port: 7001,
      busPort: 17001,
      hostname: 'host-b',
      masterId: id('a'),
      linkConnected: false,
    });
    expect(peers[2]).toMatchObject({ ip: '', port: 0, flags: ['master', 'noaddr', 'fail'] });
    expect(peers[3]).toMatchObject({ ip: 'fe80::1', port: 7003 });
  });
  test('signatures are equal just when ownership is', () => {
    const view = clusterView(
      reply,
      'cluster_state:ok\r\ncluster_slots_assigned:16384\r\ncluster_current_epoch:7\r\n',
    );
    expect(view).toMatchObject({ state: 'ok', slotsAssigned: 16384, currentEpoch: 7 });
    const reordered = clusterView(reply.split('\n').reverse().join('\n'), '');
    expect(configSignature(reordered)).toBe(configSignature(view));
    const moved = clusterView(reply.replace('0-5459', '0-5458'), '');
    expect(configSignature(moved)).not.toBe(configSignature(view));
  });
});

describe('INFO', () => {
  const master = parseInfo(
    'redis_version:7.2.4\r\nvalkey_version:9.1.2\r\nrun_id:abc\r\nloading:0\r\nused_memory:1000\r\nmaxmemory:0\r\nrole:master\r\nconnected_slaves:2\r\nslave0:ip=172.20.0.3,port=6380,state=online,offset=100,lag=1\r\nslave1:ip=172.20.0.4,port=6381,state=wait_bgsave,offset=0,lag=0,type=replica\r\nmaster_replid:x\r\nmaster_repl_offset:140\r\nrepl_backlog_size:1048576\r\nrepl_backlog_histlen:140\r\n# Keyspace\r\ndb0:keys=3,expires=0\r\ndb5:keys=4,expires=0,avg_ttl=0\r\n',
  );
  test('a server: Valkey names its own version, keys of all databases are added', () => {
    expect(serverFacts(master)).toMatchObject({
      product: 'valkey',
      version: '9.1.2',
      keys: 7,
      runId: 'abc',
      loading: false,
    });
  });
  test('a master and its replicas', () => {
    expect(replicationFacts(master)).toMatchObject({
      role: 'master',
      offset: 140,
      replicas: [
        { ip: '172.20.0.3', port: 6380, state: 'online', offset: 100, lagSeconds: 1 },
        { ip: '172.20.0.4', port: 6381, state: 'wait_bgsave' },
      ],
    });
  });
  test('a replica whose link is down', () => {
    const info = parseInfo(
      'role:slave\r\nmaster_host:172.20.0.2\r\nmaster_port:6379\r\nmaster_link_status:down\r\nmaster_link_down_since_seconds:12\r\nmaster_sync_in_progress:0\r\nslave_read_only:1\r\n',
    );
    expect(replicationFacts(info)).toMatchObject({
      role: 'replica',
      link: 'down',
      linkDownSeconds: 12,
      lastIoSeconds: undefined,
      readOnly: true,
    });
  });
  test.each([
    ['total_bytes:-1\r\nmaster_sync_read_bytes:0', { readBytes: 0, totalBytes: 'preparing' }],
    ['total_bytes:0\r\nmaster_sync_read_bytes:512', { readBytes: 512, totalBytes: 'streamed' }],
    ['total_bytes:19839853\r\nmaster_sync_read_bytes:7651328', { readBytes: 7651328, totalBytes: 19839853 }],
  ])('a replica that copies: %s', (fields, sync) => {
    const info = parseInfo(`role:slave\r\nmaster_sync_in_progress:1\r\nmaster_sync_${fields}\r\n`);
    expect(replicationFacts(info)).toMatchObject({ syncInProgress: true, sync });
  });
  test('the history that was gone on from, if there is one', () => {
    const second = (id: string, offset: number) =>
      replicationFacts(parseInfo(`role:master\r\nmaster_replid2:${id}\r\nsecond_repl_offset:${offset}\r\n`));
    expect(second('0'.repeat(40), -1)).toMatchObject({ former: undefined });
    expect(second(id('b'), 1234)).toMatchObject({ former: { id: id('b'), until: 1234 } });
  });
});

describe('SENTINEL', () => {
  const master = fieldsOf([
    'name',
    'orders',
    'ip',
    '172.20.0.2',
    'port',
    '6379',
    'flags',
    'master,s_down',
    'quorum',
    '2',
    'config-epoch',
    '3',
    'failover-state',
    'wait_start',
  ]);
  test('a view of a master', () => {
    const view = sentinelView(
      master ?? new Map(),
      [
        [
          'ip',
          '172.20.0.3',
          'port',
          '6380',
          'runid',
          'r',
          'flags',
          'slave',
          'master-link-status',
          'ok',
          'slave-repl-offset',
          '5',
        ],
      ],
      [['ip', '172.20.0.9', 'port', '26380', 'runid', 's', 'flags', 'sentinel', 'last-hello-message', '812']],
      'OK 3 usable Sentinels.',
    );
    expect(view).toMatchObject({
      masterName: 'orders',
      flags: ['master', 's_down'],
      quorum: 2,
      configEpoch: 3,
      failoverState: 'wait_start',
    });
    expect(view.replicas).toMatchObject([{ port: 6380, linkOk: true, offset: 5 }]);
    expect(view.otherSentinels).toMatchObject([{ port: 26380, lastHelloMs: 812 }]);
  });
  test('what is no list of fields is none', () => expect(fieldsOf('OK')).toBeUndefined());
});

test('a line of CLUSTER NODES that differs in its times alone is the same peer, and any other difference is seen', () => {
  const line = (pong: number, link = 'connected') =>
    `${'a'.repeat(40)} 10.0.0.1:7000@17000 myself,master - 0 ${pong} 3 ${link} 0-5 7 [9->-${'b'.repeat(40)}]`;
  const [first, again, cut] = [line(1), line(2), line(2, 'disconnected')].map((l) => parseClusterNodes(l));
  expect(again?.peers[0]).toBe(first?.peers[0]);
  expect(cut?.peers[0]).toEqual({ ...first?.peers[0], linkConnected: false });
  expect(first?.peers[0]?.slots).toEqual([
    [0, 5],
    [7, 7],
  ]);
  expect(again?.open).toEqual([{ slot: 9, kind: 'migrating', peerId: 'b'.repeat(40) }]);
  expect(parseClusterNodes('vars currentEpoch 12 lastVoteEpoch 0').peers).toEqual([]);
});
