import { expect, test } from 'vitest';
import { type Blueprint, blueprintOf } from '../../../src/model/export/blueprint';
import { composeFiles } from '../../../src/model/export/compose';
import { shellScript } from '../../../src/model/export/shell-script';
import type { NodeSnapshot, TopologySnapshot } from '../../../src/model/snapshot';
import { type ClusterSpec, defaultSpec, type Spec } from '../../../src/model/spec';
import { render } from '../../../src/model/text';
import { specToRepeat } from '../../../src/model/topology-file/spec-to-repeat';
import { topologyFile } from '../../../src/model/topology-file/topology-file';
import { master, observed, replica, topology, view } from '../model/observed';

const server = { product: 'redis', major: 8, minor: 0, full: '8.0.2' } as const;

/** Three masters that were asked for like that, and that announce themselves by this name now. */
function cluster(clients: ClusterSpec['clients'], announced: string | undefined): TopologySnapshot {
  const nodes = [0, 1, 2].map((i) => {
    const seen = view(['a', 'b', 'c'][i] ?? '', { a: [[0, 5460]], b: [[5461, 10922]], c: [[10923, 16383]] });
    const peers = seen?.peers.map((peer) => ({ ...peer, hostname: announced }));
    return observed(i, master(100, [], seen && { ...seen, peers: peers ?? [] }), {
      intended: 'master',
      shard: i,
    });
  });
  const spec = { ...defaultSpec('cluster', 't', 'redis:8.0'), ...(clients && { clients }) } as Spec;
  return { ...topology('cluster', nodes), spec };
}

/** Both forms of an export as text. */
function exported(snapshot: TopologySnapshot): { made: Blueprint; compose: string; script: string } {
  const made = blueprintOf(snapshot, { server, password: false });
  const files = composeFiles(made, undefined, () => 'f'.repeat(40), undefined);
  return { made, compose: files.map((f) => f.content).join('\n'), script: shellScript(made, render) };
}

const count = (whole: string, part: string) => whole.split(part).length - 1;
const ANNOUNCES = 'cluster-announce-hostname 127.0.0.1\ncluster-preferred-endpoint-type hostname\n';

test('a cluster that was made for clients in containers and sends them to this machine now is exported as it is now', () => {
  const now = cluster(undefined, '127.0.0.1');
  const { compose, script } = exported(now);
  expect([count(compose, ANNOUNCES), count(script, ANNOUNCES)]).toEqual([3, 3]);
  expect(JSON.parse(topologyFile(specToRepeat(now)))).toMatchObject({ clients: 'host' });
});

test('one that was made for clients on this machine and sends them to containers now, too', () => {
  const now = cluster('host', undefined);
  const { compose, script } = exported(now);
  expect(compose + script).not.toContain('announce');
  expect(JSON.parse(topologyFile(specToRepeat(now)))).toMatchObject({ clients: 'containers' });
});

test('clients find an exported node on the port where they found it, and on none where it had none', () => {
  const published = (i: number, container: Partial<NodeSnapshot['container']>) =>
    observed(i, i === 0 ? master() : replica(0), { port: 6379, container });
  const { made, compose, script } = exported(
    topology('replication', [
      published(0, { publishedPort: 7101 }),
      published(1, { publishedPort: undefined }),
      published(2, { publishedPort: undefined, networkName: 'host' }),
    ]),
  );
  expect(made.nodes.map((n) => n.published)).toEqual([7101, undefined, 6379]);
  expect(compose.match(/127\.0\.0\.1:\d+:\d+/g)).toEqual(['127.0.0.1:7101:6379', '127.0.0.1:6379:6379']);
  expect(script.match(/-p 127\S+/g)).toEqual(['-p 127.0.0.1:7101:6379', '-p 127.0.0.1:6379:6379']);
});
