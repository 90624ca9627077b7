import { expect, it } from 'vitest';
import { groupServers } from '../../../src/topology/found/group';
import { identify } from '../../../src/topology/found/identity';
import type { FoundServer } from '../../../src/topology/found/server';
import { clusterNode, master, replica, row, sentinel, server } from './servers';

const grouped = (servers: readonly FoundServer[]) =>
  groupServers(servers, [])
    .map(({ members, ghosts }) =>
      [...members.map((s) => s.name), ...ghosts.map((g) => `?${g.ip}:${g.port}`)].sort().join(' '),
    )
    .sort();

/** One that has not run since it was first seen; with an address only if it was given one. */
const asleep = (name: string, change: Partial<FoundServer> = {}, ip?: string) => {
  const stopped = row(name, '', { state: 'exited', networks: ['net'], hostNetwork: false });
  return server({ ...stopped, facts: { ...stopped.facts, ip } }, undefined, { asleep: true, ...change });
};
const inNet = (name: string, ip: string) =>
  row(name, ip, { networks: ['net'], addresses: [{ network: 'net', ip, gateway: undefined }] });

const m = server(inNet('m', '172.20.0.2'), master('x'));

it('one of whom nobody speaks is not shown', () => {
  expect(grouped([m, asleep('old')])).toEqual(['m']);
});

it('one that others name is a member, by its name or the address it was given', () => {
  const r = server(inNet('r', '172.20.0.3'), replica('old', 6379, { up: false }));
  expect(grouped([r, asleep('old')])).toEqual(['old r']);
  const other = server(inNet('r', '172.20.0.3'), replica('172.20.0.9', 6379, { up: false }));
  expect(grouped([other, asleep('old', {}, '172.20.0.9')])).toEqual(['old r']);
  expect(grouped([other, asleep('old')])).toEqual(['?172.20.0.9:6379 r']);
});

it('names lead nowhere out of another network', () => {
  const r = server(row('r', '172.17.0.3'), replica('old', 6379, { up: false }));
  expect(grouped([r, asleep('old')])).toEqual(['?old:6379 r']);
});

it('one that runs has a name rather than one that had it', () => {
  const now = server(inNet('new', '172.20.0.4'), master('y'), { aliases: ['redis'] });
  const r = server(inNet('r', '172.20.0.3'), replica('redis', 6379, { replicationId: 'y' }));
  expect(grouped([asleep('old', { aliases: ['redis'] }), now, r])).toEqual(['new r']);
});

it('one whose command says whom it follows is a member where that one is there', () => {
  const follower = asleep('r2', { wouldFollow: { ip: 'm', port: 6379 } });
  expect(grouped([m, follower])).toEqual(['m r2']);
  expect(grouped([asleep('m2'), asleep('r2', { wouldFollow: { ip: 'm2', port: 6379 } })])).toEqual([]);
});

it('a node of a cluster is known by the id in its file, and another with its address is not', () => {
  const peers = [
    { id: 'a', ip: '172.20.0.2', port: 6379 },
    { id: 'b', ip: '172.20.0.9', port: 6379 },
  ];
  const a = server(inNet('a', '172.20.0.2'), clusterNode('a', peers));
  const b = (id: string) => asleep('b', { ids: [id], kind: 'cluster' }, '172.20.0.9');
  expect(grouped([a, b('b')])).toEqual(['a b']);
  expect(grouped([a, b('c')])).toEqual(['?172.20.0.9:6379 a']);
});

it('a sentinel’s master that does not run is a member', () => {
  const s = server(inNet('s', '172.20.0.5'), sentinel('s', { masterName: 'one', masterIp: 'old' }), {
    port: 26_379,
  });
  expect(grouped([s, asleep('old')])).toEqual(['old s']);
});

it('several in one container find each other at its loopback, and have ids of their own', () => {
  const home = row('c', '172.17.0.2');
  const at = (port: number, told: FoundServer['told']) =>
    server(home, told, { port, id: port === 7000 ? 'c' : `c:${port}`, name: `c:${port}` });
  const [first, second] = [
    at(7000, master('x')),
    at(7001, replica('127.0.0.1', 7000, { replicationId: 'x' })),
  ];
  expect(grouped([first, second, at(7002, master('z'))])).toEqual(['c:7000 c:7001', 'c:7002']);
  const names = [...identify(groupServers([first, at(7002, master('z'))], []), 'e').values()];
  expect(new Set(names.map((i) => i.id)).size).toBe(2);
  expect(names.map((i) => i.name).sort()).toEqual(['c (c:7000)', 'c (c:7002)']);
});
