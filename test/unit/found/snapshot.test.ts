import { expect, it, vi } from 'vitest';
import { monitoredName } from '../../../src/model/sentinel-opinion';
import type { TopologySnapshot } from '../../../src/model/snapshot';
import { masterOf } from '../../../src/model/structure';
import { groupServers } from '../../../src/topology/found/group';
import { identify } from '../../../src/topology/found/identity';
import type { FoundServer } from '../../../src/topology/found/server';
import { foundTopology } from '../../../src/topology/found/snapshot';
import { clusterNode, master, replica, row, sentinel, server } from './servers';

vi.mock('vscode', () => ({
  env: { language: 'en' },
  l10n: {
    t: (template: string, ...args: unknown[]) => template.replace(/\{(\d)\}/g, (_, i) => String(args[i])),
  },
}));
const { topologyRow } = await import('../../../src/ui/tree/topology-row');

function topologies(servers: readonly FoundServer[], previous?: TopologySnapshot): TopologySnapshot[] {
  const around = { engine: 'e', previous, now: 9, answerOf: ({ told }: FoundServer) => told };
  return [...identify(groupServers(servers, []), 'e')].map(([group, identity]) =>
    foundTopology(group, identity, around),
  );
}

const gone = (ip: string) => ({
  ip,
  port: 6379,
  runId: 'old',
  flags: ['slave', 's_down'],
  linkOk: false,
  offset: 0,
});
const m = server(row('m', '172.17.0.2'), master('x'));
const r = server(row('r', '172.17.0.3'), replica('172.17.0.2', 6379, { replicationId: 'x' }));
const s = server(
  row('s', undefined),
  sentinel(
    's',
    { masterName: 'mymaster', replicas: [gone('172.17.0.9')] },
    { masterName: 'other', masterIp: '10.0.0.9' },
  ),
  { port: 26_379 },
);

it('is a topology like ours: shape, roles, places, ids', () => {
  const [one, other] = topologies([m, r, s]).sort((a, b) => b.nodes.length - a.nodes.length);
  if (!one || !other) throw new Error('two topologies');
  expect(one).toMatchObject({ origin: 'found', shape: 'sentinel', state: 'complete', spec: undefined });
  expect(one.nodes.map((n) => [n.id.replace(one.id, 'T'), n.intended, n.shard, n.index])).toEqual([
    ['T/m', 'master', 0, 0],
    ['T/r', 'replica', 0, 1],
    ['T/s', 'sentinel', undefined, 2],
    ['T/172.17.0.9:6379', 'replica', 0, 3],
  ]);
  const views = (t: TopologySnapshot) =>
    t.nodes.flatMap((n) => (n.answer.kind === 'sentinel' ? n.answer.views.map((v) => v.masterName) : []));
  expect([views(one), views(other)]).toEqual([['mymaster'], ['other']]);
  expect(monitoredName(one)).toBe('mymaster');
});

it('counts who says that it is master, after a failover too', () => {
  const stopped = server(row('m', '172.17.0.2', { state: 'exited' }), undefined, { before: 'T' });
  const next = { ...server(row('r', '172.17.0.3'), master('y')), before: 'T' };
  const [one] = topologies([stopped, next]);
  expect(one?.nodes.map((n) => [n.name, n.intended, n.answer.kind])).toEqual([
    ['m', 'replica', 'notRunning'],
    ['r', 'master', 'data'],
  ]);
});

it('gives the shards of a cluster the same numbers whoever leads them', () => {
  const peers = (lead: string, other: string) => [
    { id: lead, ip: '172.17.0.2', port: 6379, slots: [[0, 99] as const] },
    { id: other, ip: '172.17.0.3', port: 6379, flags: ['slave'], masterId: lead },
    { id: 'c', ip: '172.17.0.4', port: 6379, slots: [[100, 199] as const] },
  ];
  const shards = (lead: string, other: string) =>
    topologies(
      ['a', 'b', 'c'].map((id, i) =>
        server(row(id, `172.17.0.${i + 2}`), clusterNode(id, peers(lead, other))),
      ),
    )[0]?.nodes.map((n) => n.shard);
  expect(shards('a', 'b')).toEqual([0, 0, 1]);
  expect(shards('b', 'a')).toEqual([0, 0, 1]);
});

it('finds a master under the address that its replica uses, whatever its own is', () => {
  const inHost = server(row('m', undefined), master('x'), { port: 6400 });
  const outside = server(row('r', '172.17.0.3'), replica('172.17.0.1', 6400, { replicationId: 'x' }));
  const [one] = topologies([inHost, outside]);
  const [lead, follower] = one?.nodes ?? [];
  expect(one && follower && masterOf(follower, one)).toBe(lead);
});

it('has rows in the tree, and offers nothing on who is not here, nor removal', () => {
  const [one] = topologies([m, r, s]).sort((a, b) => b.nodes.length - a.nodes.length);
  if (!one) throw new Error('a topology');
  const whole = topologyRow(one);
  expect(whole.look.context.split(' ')).not.toContain('removable');
  const rows = (of: typeof whole): (typeof whole)[] => [of, ...of.children.flatMap(rows)];
  const contexts = new Map(rows(whole).map((x) => [x.look.label, x.look.context.split(' ')]));
  expect(contexts.get('r')).toContain('ignorable');
  expect(contexts.get('172.17.0.9:6379')).toEqual(['replica']);
});
