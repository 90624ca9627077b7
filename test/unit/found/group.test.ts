import { describe, expect, it } from 'vitest';
import { type Group, groupServers } from '../../../src/topology/found/group';
import type { FoundServer } from '../../../src/topology/found/server';
import { clusterNode, master, replica, row, sentinel, server } from './servers';

/** Names of each group's members, and the addresses of its ghosts. */
const inShort = (groups: readonly Group[]) =>
  groups
    .map(({ members, ghosts }) =>
      [...members.map((s) => s.row.facts.name), ...ghosts.map((g) => `?${g.ip}:${g.port}`)].sort().join(' '),
    )
    .sort();
const grouped = (servers: readonly FoundServer[], hostAddresses: readonly string[] = []) =>
  inShort(groupServers(servers, hostAddresses));

describe('replication', () => {
  const m = server(row('m', '172.17.0.2'), master('x', [['172.17.0.3', 6379]]));

  it('is grouped by the address that a replica names', () => {
    const r = server(row('r', '172.17.0.3'), replica('172.17.0.2', 6379, { replicationId: 'x' }));
    const other = server(row('o', '172.17.0.4'), master('y'));
    expect(grouped([m, r, other])).toEqual(['m r', 'o']);
  });

  it('believes the replication id more than an address that leads to somebody else', () => {
    const r = server(row('r', '172.17.0.3'), replica('172.17.0.4', 6379, { replicationId: 'x' }));
    const other = server(row('o', '172.17.0.4'), master('y'));
    expect(grouped([m, r, other])).toEqual(['m r', 'o']);
  });

  it('follows a chain over its middle', () => {
    const middle = server(row('n', '172.17.0.3'), replica('172.17.0.2', 6379, { replicationId: 'x' }));
    const end = server(row('o', '172.17.0.4'), replica('172.17.0.3', 6379, { replicationId: 'x' }));
    const [group] = groupServers([m, middle, end], []);
    expect(group && inShort([group])).toEqual(['m n o']);
    expect([...(group?.addresses.get(middle) ?? [])]).toContain('172.17.0.3:6379');
  });

  it('knows a replica that comes through the host by whom it follows', () => {
    const far = server(row('m', '172.17.0.2'), master('x', [['172.17.0.1', 6379]]));
    const r = server(row('r', '172.18.0.3'), replica('172.17.0.1', 6400, { replicationId: 'x' }));
    expect(grouped([far, r])).toEqual(['m r']);
  });

  it('shows a master that nobody found, once for all who name it', () => {
    const a = server(row('a', '172.17.0.3'), replica('172.17.0.9', 6379, { up: false }));
    const b = server(row('b', '172.17.0.4'), replica('172.17.0.9', 6379, { up: false }));
    expect(grouped([a, b])).toEqual(['?172.17.0.9:6379 a b']);
  });

  it('knows a server by either port, with TLS and without', () => {
    const both = server(row('m', '172.17.0.2'), master('x'), { otherPort: 6390 });
    const r = server(row('r', '172.17.0.3'), replica('172.17.0.2', 6390, { replicationId: 'x', up: false }));
    expect(grouped([both, r])).toEqual(['m r']);
    const [group] = groupServers([both, r], []);
    expect([...(group?.addresses.get(both) ?? [])]).toContain('172.17.0.2:6390');
  });

  it('does not join two that both follow themselves', () => {
    const a = server(row('a', '172.17.0.3'), replica('127.0.0.1', 6379, { up: false }));
    const b = server(row('b', '172.17.0.4'), replica('127.0.0.1', 6379, { up: false }));
    expect(grouped([a, b])).toEqual(['a', 'b']);
  });

  it('finds servers in the host’s network and behind published ports', () => {
    const a = server(row('a', undefined), replica('127.0.0.1', 6400), { port: 6380 });
    const b = server(row('b', '172.17.0.3', { ports: [{ inside: 6379, outside: 6400 }] }), master('r'));
    const c = server(row('c', '172.17.0.4'), replica('192.168.1.7', 6380));
    expect(grouped([a, b, c], ['192.168.1.7'])).toEqual(['a b c']);
  });

  it('leaves one that stopped where it was', () => {
    const stopped = server(row('s', '172.17.0.5', { state: 'exited' }), undefined, { before: 'T' });
    expect(grouped([{ ...m, before: 'T' }, stopped])).toContain('?172.17.0.3:6379 m s');
  });
});

describe('sentinels', () => {
  const m = server(row('m', '172.17.0.2'), master('x'));
  const s = (name: string, ...views: Parameters<typeof sentinel>[1][]) =>
    server(row(name, undefined), sentinel(name, ...views), { port: 26_379 });
  const peer = (runId: string) => ({
    ip: '172.17.0.1',
    port: 26_379,
    runId,
    flags: ['sentinel'],
    lastHelloMs: 0,
  });

  it('stand with the master that they monitor, and know each other by id', () => {
    const a = s('a', { masterName: 'one', otherSentinels: [peer('b')] });
    const b = s('b', { masterName: 'two', otherSentinels: [peer('a')] });
    const [group] = groupServers([m, a, b], []);
    expect(group && inShort([group])).toEqual(['a b m']);
    expect([group?.monitors.get(a), group?.monitors.get(b)]).toEqual([['one'], ['two']]);
  });

  it('stand in the topology of every master that they monitor', () => {
    const n = server(row('n', '172.17.0.3'), master('y'));
    const a = s('a', { masterName: 'one' }, { masterName: 'two', masterIp: '172.17.0.3' });
    const groups = groupServers([m, n, a], []);
    expect(inShort(groups)).toEqual(['a m', 'a n']);
    expect(groups.map((g) => g.monitors.get(a))).toEqual([['one'], ['two']]);
  });

  it('do not draw in whoever has the address of one that is gone', () => {
    const gone = {
      ip: '172.17.0.3',
      port: 6379,
      runId: 'old',
      flags: ['slave', 's_down'],
      linkOk: false,
      offset: 0,
    };
    const stranger = server(row('n', '172.17.0.3'), master('y'));
    const a = s('a', { masterName: 'one', replicas: [gone] });
    expect(grouped([m, stranger, a])).toEqual(['?172.17.0.3:6379 a m', 'n']);
  });

  it('that monitor nothing and of whom nobody speaks are a topology of their own', () => {
    expect(grouped([m, s('a')])).toEqual(['a', 'm']);
  });

  it('may watch one of ours: then ours is shown with them, and alone it is not', () => {
    const ours = { ...m, ours: true };
    expect(grouped([ours])).toEqual([]);
    expect(grouped([ours, s('a', { masterName: 'one' })])).toEqual(['a m']);
  });
});

describe('clusters', () => {
  const peers = [
    { id: 'a', ip: '172.17.0.2', port: 6379 },
    { id: 'b', ip: '172.17.0.3', port: 6379 },
  ];

  it('are grouped by node ids, whatever their addresses have become', () => {
    const a = server(row('a', '172.17.0.8'), clusterNode('a', peers));
    const b = server(row('b', '172.17.0.9'), clusterNode('b', peers));
    expect(grouped([a, b])).toEqual(['a b']);
  });

  it('do not take in a node of another cluster that has an old address', () => {
    const a = server(row('a', '172.17.0.2'), clusterNode('a', peers));
    const c = server(row('c', '172.17.0.3'), clusterNode('c', [{ id: 'c', ip: '172.17.0.3', port: 6379 }]));
    expect(grouped([a, c])).toEqual(['?172.17.0.3:6379 a', 'c']);
  });

  it('leave out who never joined, and who was forgotten where it was', () => {
    const strays = [
      { id: 'h', ip: '172.17.0.7', port: 6379, flags: ['handshake'] },
      { id: 'n', ip: '', port: 0, flags: ['noaddr', 'fail'] },
    ];
    expect(
      grouped([server(row('a', '172.17.0.2'), clusterNode('a', [...peers.slice(0, 1), ...strays]))]),
    ).toEqual(['a']);
  });
});
