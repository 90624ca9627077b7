import { chmodSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { inspectContainer } from '../../../src/docker/containers';
import { readFile } from '../../../src/docker/files';
import type { NodeSnapshot, TopologySnapshot } from '../../../src/model/snapshot';
import { observedRole } from '../../../src/model/structure';
import { topologyHealth } from '../../../src/model/topology-health';
import { handOver } from '../../../src/operations/handover';
import { moveSlots } from '../../../src/operations/migration/move-slots';
import { killNodes, startNodes } from '../../../src/operations/node-lifecycle';
import { removeTopology } from '../../../src/operations/remove';
import { addNodes } from '../../../src/operations/size/add-nodes';
import { prepareAddition } from '../../../src/operations/size/prepare-addition';
import { removeNode } from '../../../src/operations/size/remove-node';
import { newAuthority } from '../../../src/operations/tls/authority';
import { verifyTopology } from '../../../src/operations/verify';
import { NodeConnection } from '../../../src/redis/connection';
import { Migrations } from '../../../src/topology/migrations';
import { fill } from '../../bench/reshard/slot-data';
import { run, tryRun } from '../../lab/run';
import { clientBed } from '../clients/client-bed';
import { runProgram } from '../clients/client-programs';
import { firstSlots, harm, master, moveOf, UNHARMED } from '../migration/ground';
import { Bed, node, SERVERS, work } from '../topology/bed';

const { bed, scratch } = clientBed();
// As a user may choose it: without quotes, which Valkey 8.1 rewrites unescaped and cannot read again.
const password = 'p$w#1';

/** It is well, and every check of Verify passes. */
async function demand(id: string): Promise<TopologySnapshot> {
  const t = await bed.see(id, 'healthy', 30_000, (s) => topologyHealth(s).level === 'ok' && s);
  const checks = await verifyTopology(bed.lab, id, work());
  expect(checks.filter((c) => c.outcome !== 'passed')).toEqual([]);
  return t;
}

/** What the stock redis-cli on this machine is answered. */
const cli = ({ port }: NodeSnapshot, ...args: string[]) =>
  runProgram('redis-cli', ['-h', '127.0.0.1', '-p', String(port), ...args], {
    env: { REDISCLI_AUTH: password },
    timeoutMs: 5000,
  }).catch((error: Error) => error.message);

async function trustedBy(id: string): Promise<string> {
  return scratch.file(`${id}.crt`, (await bed.lab.credentials.authorityOf(id)) ?? '');
}

describe.each(SERVERS)('on %s', (image) => {
  test('cluster: made, proven, handed over, resharded, shrunk and grown; nobody gets in without TLS', async () => {
    const spec = await bed.spec('cluster', image, { auth: 'password', tls: true });
    const t = await bed.create(spec, { password });
    expect(t.nodes.map((n) => n.answer.kind)).toEqual(Array(6).fill('data'));
    await entrance(
      t,
      node(t, (n) => n.index === 0),
    );

    await fill(bed.lab, t, 1);
    const slots = firstSlots(master(t, 0), 60);
    for (const method of ['keyByKey', undefined] as const) {
      const [from, to] = method ? [0, 1] : [1, 0];
      const moves = [moveOf(master(bed.get(t.id), from), master(bed.get(t.id), to), slots)];
      const moved = await moveSlots(bed.lab, new Migrations(), t.id, moves, method ? { method } : {}, work());
      expect(moved).toMatchObject({ outcome: 'done', slotsMoved: 60 });
    }
    expect(await harm(bed, t.id, 1)).toEqual(UNHARMED);
    await handOver(bed.lab, t.id, node(bed.get(t.id), (n) => n.index === 1).id, work());
    await demand(t.id);

    // The node that keeps the authority's key goes; who comes later gets a certificate all the same.
    await removeNode(
      bed.lab,
      new Migrations(),
      t.id,
      node(bed.get(t.id), (n) => n.index === 0).id,
      'leave',
      work(),
    );
    await addNodes(
      bed.lab,
      await prepareAddition(bed.lab, t.id, {
        kind: 'replica',
        of: node(bed.get(t.id), (n) => n.index === 1).id,
      }),
      work(),
    );
    expect((await demand(t.id)).nodes.length).toBe(6);
    await removeTopology(bed.lab, t.id, work());
    expect(await bed.leftovers(t.id)).toEqual([]);
  }, 120_000);

  test('replication becomes Sentinel; the master is killed, and all come back', async () => {
    const spec = await bed.spec('replication', image, { auth: 'password', tls: true });
    const t = await bed.create(spec, { password });
    await handOver(bed.lab, t.id, node(t, (n) => n.index === 2).id, work());
    await addNodes(
      bed.lab,
      await prepareAddition(bed.lab, t.id, { kind: 'sentinels', count: 3, quorum: 2 }),
      work(),
    );
    const watched = await demand(t.id);
    expect(watched.shape).toBe('sentinel');
    await entrance(
      watched,
      node(watched, (n) => n.intended === 'sentinel'),
    );
    for (const s of watched.nodes.filter((n) => n.intended === 'sentinel'))
      await bed.run(s, 'SENTINEL', 'SET', t.name, 'down-after-milliseconds', '1000');
    const old = node(watched, (n) => observedRole(n) === 'master');
    await killNodes(bed.lab, [old.id], work());
    await bed.see(t.id, 'another master', 30_000, ({ nodes }) => {
      const gone = nodes.some((n) => n.id === old.id && n.container.state === 'exited');
      return gone && nodes.some((n) => n.id !== old.id && observedRole(n) === 'master');
    });
    await startNodes(bed.lab, [old.id], work());
    await demand(t.id);
    await removeTopology(bed.lab, t.id, work());
  }, 120_000);
});

/** Who gets in through a node's published port, and what is to be seen of its keys. */
async function entrance(t: TopologySnapshot, door: NodeSnapshot): Promise<void> {
  const ca = await trustedBy(t.id);
  const stranger = newAuthority({ id: 'another', name: 'other' }, Date.now());
  const wrong = scratch.file('wrong.crt', stranger.certificate);
  expect(await cli(door, '--tls', '--cacert', ca, 'PING')).toBe('PONG\n');
  expect(await cli(door, 'PING')).not.toContain('PONG');
  expect(await cli(door, '--tls', '--cacert', wrong, 'PING')).toContain('certificate verify failed');

  // Over every way: a server that another authority, or another node, speaks for is not the one.
  const target = bed.lab.targetTo(door.id);
  if (!target) throw new Error('no way to it');
  for (const identity of [
    { authority: stranger.certificate, name: door.container.name },
    { authority: (await bed.lab.credentials.authorityOf(t.id)) ?? '', name: 'somebody-else' },
  ]) {
    const connection = new NodeConnection({ ...target, tls: async () => identity });
    await expect(connection.run(['PING'])).rejects.toThrow(/TLS: .*(certificate|altnames)/);
    connection.close();
  }
  const inside = new NodeConnection({ ...target, published: undefined, address: undefined });
  expect(await inside.run(['PING'])).toBe('PONG');
  inside.close();

  const engine = await bed.engine();
  const shown = JSON.stringify(await inspectContainer(engine, door.container.id));
  const key = (await readFile(engine, door.container.id, '/data/tls/node.key'))?.toString('utf8') ?? '';
  expect(key).toContain('PRIVATE KEY');
  expect(shown).not.toContain('PRIVATE KEY');
  expect(shown).not.toContain(key.split('\n')[1]);
}

test.each(['sentinel', 'cluster'] as const)('users and TLS go together: %s', async (shape) => {
  const t = await bed.create(await bed.spec(shape, 'redis:8.0', { auth: 'users', tls: true }));
  await demand(t.id);
  await removeTopology(bed.lab, t.id, work());
});

test('another window knows the authority without having made it; a topology without TLS is left as it is', async () => {
  const t = await bed.create(await bed.spec('replication', 'redis:8.0', { tls: true }));
  const other = new Bed();
  try {
    await other.lab.refresh();
    expect(other.get(t.id).nodes.map((n) => n.answer.kind)).toEqual(['data', 'data', 'data']);
  } finally {
    await other.dispose();
  }
  const plain = await bed.create(await bed.spec('replication', 'redis:8.0'));
  expect(await bed.lab.credentials.authorityOf(plain.id)).toBeUndefined();
  const engine = await bed.engine();
  expect(await readFile(engine, plain.nodes[0]?.container.id ?? '', '/data/tls/ca.crt')).toBeUndefined();
});

const WITHIN = { timeoutMs: 30_000 };

test('an image whose server was built without TLS is refused before anything is made', async () => {
  const image = 't-without-tls:lab';
  // Such a build cannot be had here: in its place a program that says what one says at the first directive for TLS.
  const script = scratch.file(
    'redis-server',
    `#!/bin/sh\nprintf ">>> 'tls-port \\"0\\"'\\nBad directive\\n"; exit 1\n`,
  );
  chmodSync(script, 0o755);
  await run('docker', ['create', '--name', 't-without-tls', 'redis:8.0'], WITHIN);
  try {
    await run('docker', ['cp', script, 't-without-tls:/usr/bin/redis-server'], WITHIN);
    await run('docker', ['cp', script, 't-without-tls:/usr/local/bin/redis-server'], WITHIN);
    await run('docker', ['commit', 't-without-tls', image], WITHIN);
    const spec = await bed.spec('replication', image, { tls: true });
    await expect(bed.create(spec)).rejects.toThrow(`The server in the image ${image} was built without TLS`);
    expect(await bed.leftovers(spec.name)).toEqual([]);
  } finally {
    await run('docker', ['rm', '-f', '-v', 't-without-tls'], WITHIN);
    await tryRun('docker', ['image', 'rm', image], WITHIN);
  }
});
