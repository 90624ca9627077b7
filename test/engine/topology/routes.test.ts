import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '../../../src/docker/engine';
import { reasonOf } from '../../../src/model/failure';
import type { TopologySnapshot } from '../../../src/model/snapshot';
import { removeTopology } from '../../../src/operations/remove';
import { ask } from '../../../src/redis/ask';
import { NodeConnection, ServerError } from '../../../src/redis/connection';
import { ROUTE_NAMES, type RouteName, type Target } from '../../../src/redis/target';
import { targetOf } from '../../../src/topology/targets';
import { Bed, node, work } from './bed';

const bed = new Bed();
let engine: Engine;
let sentinel: TopologySnapshot;
let cluster: TopologySnapshot;
const password = 'p w"1';

beforeAll(async () => {
  engine = await bed.engine();
  sentinel = await bed.create(await bed.spec('sentinel', 'redis:8.0', { auth: 'password' }), { password });
  cluster = await bed.create(await bed.spec('cluster', 'valkey/valkey:9.1'));
});
afterAll(async () => {
  for (const t of [sentinel, cluster]) await removeTopology(bed.lab, t.id, work());
  await bed.dispose();
});

/** A target that can be reached by one route only. */
function only(route: RouteName, target: Target): Target {
  const { published, address, tunnel, ...rest } = target;
  return {
    ...rest,
    published: route === 'published' ? published : undefined,
    address: route === 'address' ? address : undefined,
    tunnel: route === 'tunnel' ? tunnel : undefined,
  };
}

describe.each(ROUTE_NAMES)('over %s', (route) => {
  const open: NodeConnection[] = [];
  afterAll(() => {
    for (const c of open) c.close();
  });
  const to = (t: TopologySnapshot, role: string, secret?: string) => {
    const found = node(t, (n) => n.intended === role);
    const connection = new NodeConnection(
      only(
        route,
        targetOf(engine, found, async () => (secret === undefined ? undefined : { password: secret })),
      ),
    );
    open.push(connection);
    return connection;
  };

  test('a data node answers for a snapshot', async () => {
    const connection = to(sentinel, 'master', password);
    expect(await ask(connection, { kind: 'data', cluster: false }, Date.now, 3000)).toMatchObject({
      kind: 'data',
      replication: { role: 'master' },
    });
    expect(connection.route).toBe(route);
  });

  test('a sentinel and a cluster node answer with their views', async () => {
    const view = await ask(
      to(sentinel, 'sentinel'),
      { kind: 'sentinel', masters: [sentinel.name] },
      Date.now,
      3000,
    );
    expect(view).toMatchObject({ kind: 'sentinel', views: [{ masterName: sentinel.name, quorum: 2 }] });
    const answer = await ask(to(cluster, 'replica'), { kind: 'data', cluster: true }, Date.now, 3000);
    expect(answer).toMatchObject({ kind: 'data', cluster: { state: 'ok' } });
  });

  test('1 MB of binary data goes there and comes back unharmed', async () => {
    const connection = to(sentinel, 'master', password);
    const bytes = randomBytes(512 * 1024).toString('hex');
    await connection.run(['SET', 'big', bytes], 10_000);
    expect((await connection.run(['GET', 'big'], 10_000)) === bytes).toBe(true);
    const script = "return redis.call('APPEND','bin',string.char(0,13,10,36,255))";
    expect(await connection.run(['EVAL', script, '0'])).toBe(5);
    expect(await connection.run(['STRLEN', 'bin'])).toBe(5);
    await connection.run(['DEL', 'big', 'bin']);
  });

  test('an error is the server’s own; a wrong password is told as such; no password too', async () => {
    await expect(to(sentinel, 'master', password).run(['NOSUCH'])).rejects.toBeInstanceOf(ServerError);
    const wrong = await to(sentinel, 'master', 'wrong')
      .run(['PING'])
      .catch((error: unknown) => error);
    expect(reasonOf(wrong)).toMatch(/^WRONGPASS/);
    expect(await ask(to(sentinel, 'master'), { kind: 'data', cluster: false }, Date.now, 3000)).toMatchObject(
      { kind: 'unreachable', reason: 'auth', cause: expect.stringContaining('NOAUTH') },
    );
  });

  test('a hundred pipelines at once, then closed: a closed connection says so', async () => {
    const connection = to(cluster, 'master');
    const replies = await Promise.all(
      Array.from({ length: 100 }, (_, i) => connection.batch([['ECHO', String(i)], ['PING']])),
    );
    expect(replies.map((r) => r[0])).toEqual(Array.from({ length: 100 }, (_, i) => String(i)));
    connection.close();
    await expect(connection.run(['PING'])).rejects.toThrow('closed');
  });
});

test('a route that does not lead there is passed over for the next one', async () => {
  const found = node(sentinel, (n) => n.intended === 'master');
  const target = targetOf(engine, found, async () => ({ password }));
  const connection = new NodeConnection({
    ...target,
    published: { host: '127.0.0.1', port: 1 },
    address: undefined,
  });
  expect(await connection.run(['PING'])).toBe('PONG');
  expect(connection.route).toBe('tunnel');
  connection.close();
});

test('a tunnel to a port where nothing listens says so', async () => {
  const found = node(sentinel, (n) => n.intended === 'master');
  const target = targetOf(engine, { ...found, port: 1 }, async () => undefined);
  const connection = new NodeConnection(only('tunnel', target));
  const answer = await ask(connection, { kind: 'data', cluster: false }, Date.now, 3000);
  expect(answer.kind).toBe('unreachable');
  connection.close();
});
