import { afterAll, expect, test } from 'vitest';
import { startContainer, stopContainer } from '../../../src/docker/containers';
import type { Engine } from '../../../src/docker/engine';
import { putFiles } from '../../../src/docker/files';
import { postMortem } from '../../../src/docker/post-mortem';
import { type Log, silentLog } from '../../../src/model/log';
import type { NodeSnapshot } from '../../../src/model/snapshot';
import type { ClusterSpec } from '../../../src/model/spec';
import { topologyHealth } from '../../../src/model/topology-health';
import type { Member } from '../../../src/operations/member';
import { removeTopology } from '../../../src/operations/remove';
import { verifyTopology } from '../../../src/operations/verify';
import { wire } from '../../../src/operations/wire';
import { NodeConnection } from '../../../src/redis/connection';
import { targetOf } from '../../../src/topology/targets';
import { Bed, SERVERS, work } from './bed';

const bed = new Bed();
const connections: NodeConnection[] = [];
afterAll(async () => {
  for (const c of connections) c.close();
  await bed.dispose();
});

/** As a creation has them: with connections of their own, which live through a restart. */
function member(engine: Engine, n: NodeSnapshot): Member {
  const connection = new NodeConnection(targetOf(engine, n, async () => undefined));
  connections.push(connection);
  const { id, ip = '' } = n.container;
  return {
    name: n.name,
    containerId: id,
    role: n.intended,
    shard: n.shard,
    address: ip,
    port: n.port,
    connection,
    postMortem: () => postMortem(engine, id),
  };
}

test.each(SERVERS)(
  '%s: where a server refuses its nodes.conf, the cluster is formed by commands, and the log says so',
  async (image) => {
    const spec = (await bed.spec('cluster', image)) as ClusterSpec;
    const t = await bed.create(spec);
    const engine = await bed.engine();
    const [first] = t.nodes;
    const id = first?.container.id ?? '';
    await stopContainer(engine, id);
    await putFiles(engine, id, '/data', [
      { path: 'nodes.conf', content: 'not a cluster\n', mode: 0o600, uid: 999, gid: 999 },
    ]);
    await startContainer(engine, id);

    const said: string[] = [];
    const log: Log = { ...silentLog, warn: (message) => said.push(message) };
    await wire(
      engine,
      t.nodes.map((n) => member(engine, n)),
      spec,
      undefined,
      work(),
      log,
    );
    expect(said.join()).toMatch(/its server ended.*forming the cluster by commands/);
    await bed.lab.refresh();
    await bed.see(t.id, 'healthy', 10_000, (s) => topologyHealth(s).level === 'ok');
    expect((await verifyTopology(bed.lab, t.id, work())).filter((c) => c.outcome === 'failed')).toEqual([]);
    await removeTopology(bed.lab, t.id, work());
  },
);
