import { afterAll, describe, expect, test } from 'vitest';
import { exec } from '../../../src/docker/exec';
import type { UserName } from '../../../src/model/acl/users';
import type { Login } from '../../../src/model/secrets';
import { arrange, observedRole } from '../../../src/model/structure';
import { topologyHealth } from '../../../src/model/topology-health';
import { handOver } from '../../../src/operations/handover';
import { moveSlots } from '../../../src/operations/migration/move-slots';
import { killNodes, startNodes } from '../../../src/operations/node-lifecycle';
import { removeTopology } from '../../../src/operations/remove';
import { addNodes } from '../../../src/operations/size/add-nodes';
import { prepareAddition } from '../../../src/operations/size/prepare-addition';
import { verifyTopology } from '../../../src/operations/verify';
import { Migrations } from '../../../src/topology/migrations';
import { cliCommand } from '../../../src/ui/cli-command';
import { fill } from '../../bench/reshard/slot-data';
import { Watch } from '../findings/watch';
import { firstSlots, harm, master, moveOf, UNHARMED } from '../migration/ground';
import { Bed, node, SERVERS, work } from '../topology/bed';
import { refused, saysTo } from './as-user';

const bed = new Bed();
const watch = new Watch(bed);
afterAll(async () => {
  watch.dispose();
  await bed.dispose();
});

const ADMINISTRATION = [
  'CONFIG GET masterauth',
  'ACL LIST',
  'FLUSHALL',
  'KEYS *',
  'REPLICAOF NO ONE',
  'SHUTDOWN NOSAVE',
  'CLIENT LIST',
  'SLOWLOG GET',
];

async function login(id: string, user: UserName): Promise<Login> {
  const found = await bed.lab.credentials.loginOf(id, user);
  if (!found) throw new Error(`nobody knows ${user}`);
  return found;
}

/** All is well, nothing is found, every check passes, and no server refused one of our own users anything. */
async function demandWell(id: string): Promise<void> {
  const t = await bed.see(id, 'healthy', 25_000, (s) => topologyHealth(s).level === 'ok' && s);
  await watch.expect(id, [], 45_000);
  const checks = await verifyTopology(bed.lab, id, work());
  expect(checks.filter((c) => c.outcome !== 'passed')).toEqual([]);
  for (const n of t.nodes) {
    const log = JSON.stringify(await bed.run(n, 'ACL', 'LOG'));
    for (const user of ['admin', 'replication', 'sentinel'])
      expect(log, n.name).not.toContain(`"username","${user}"`);
  }
}

const add = async (id: string, wish: Parameters<typeof prepareAddition>[2]) =>
  addNodes(bed.lab, await prepareAddition(bed.lab, id, wish), work());

describe.each(SERVERS)('on %s', (image) => {
  test('replication: everyone may do their work and no more, also after a handover and with a replica more', async () => {
    const spec = await bed.spec('replication', image, { auth: 'users', appRights: 'readOnly' });
    const { id, nodes } = await bed.create(spec);
    const [first] = nodes;
    if (!first) throw new Error('no node');
    const [app, replication, sentinel] = await Promise.all(
      (['app', 'replication', 'sentinel'] as const).map((user) => login(id, user)),
    );
    await bed.run(first, 'SET', 'k', 'v');
    expect(await saysTo(bed.lab, first, undefined, 'PING')).toMatch(/^NOAUTH/);
    expect(await saysTo(bed.lab, first, { password: app?.password ?? '' }, 'PING')).toMatch(/^WRONGPASS/);
    expect(await saysTo(bed.lab, first, app, 'GET', 'k')).toBe('v');
    expect(await refused(bed.lab, first, app, ['GET k', 'INFO', 'CLIENT SETNAME me', 'MULTI'])).toEqual([]);
    const writes = ['SET k w', 'DEL k', 'EVAL return(redis.call("set","k","w")) 0'];
    expect(await refused(bed.lab, first, app, [...ADMINISTRATION, ...writes.slice(0, 2)])).toEqual([
      ...ADMINISTRATION,
      ...writes.slice(0, 2),
    ]);
    await saysTo(bed.lab, first, app, 'EVAL', 'return redis.call("set","k","w")', '1', 'k');
    expect(await saysTo(bed.lab, first, app, 'GET', 'k')).toBe('v');
    for (const user of [replication, sentinel])
      expect(
        await refused(bed.lab, first, user, ['GET k', 'SET k w', ...ADMINISTRATION.slice(0, 4)]),
      ).toHaveLength(6);
    expect(await saysTo(bed.lab, first, sentinel, 'PUBLISH', 'news', 'x')).toMatch(/^NOPERM/);

    await bed.run(first, 'ACL', 'LOG', 'RESET');

    await handOver(bed.lab, id, undefined, work());
    const now = node(bed.get(id), (n) => observedRole(n) === 'master');
    expect(now.id).not.toBe(first.id);
    await add(id, { kind: 'replica', of: now.id });
    await demandWell(id);
    await removeTopology(bed.lab, id, work());
  });

  test('sentinel: programs ask sentinels by name; a killed master is replaced and its sentinels and replicas come in', async () => {
    const spec = await bed.spec('sentinel', image, { auth: 'users', downAfterMs: 1000 });
    const { id, nodes } = await bed.create(spec);
    const app = await login(id, 'app');
    const sentinel = node(bed.get(id), (n) => n.intended === 'sentinel');
    const old = node(bed.get(id), (n) => observedRole(n) === 'master');
    expect(await saysTo(bed.lab, sentinel, undefined, 'SENTINEL', 'MASTERS')).toMatch(/^NOAUTH/);
    expect(await saysTo(bed.lab, sentinel, app, 'SENTINEL', 'GET-MASTER-ADDR-BY-NAME', spec.name)).toEqual([
      old.container.ip,
      String(old.port),
    ]);
    const power = [
      `SENTINEL FAILOVER ${spec.name}`,
      `SENTINEL RESET *`,
      'SENTINEL CONFIG GET *',
      'PUBLISH __sentinel__:hello x',
    ];
    expect(await refused(bed.lab, sentinel, app, power)).toEqual(power);
    expect(await saysTo(bed.lab, old, app, 'SET', 'k', 'v')).toBe('OK');
    expect(await refused(bed.lab, old, app, ADMINISTRATION)).toEqual(ADMINISTRATION);

    await killNodes(bed.lab, [old.id], work());
    const promoted = await bed.see(id, 'a replica is promoted', 15_000, (s) =>
      s.nodes.find((n) => n.id !== old.id && observedRole(n) === 'master'),
    );
    expect(await saysTo(bed.lab, promoted, app, 'SET', 'k', 'w')).toBe('OK');
    await startNodes(bed.lab, [old.id], work());
    await bed.see(id, 'the old master follows the new one', 40_000, (s) => {
      const { answer } = node(s, (n) => n.id === old.id);
      return (
        answer.kind === 'data' && answer.replication.role === 'replica' && answer.replication.link === 'up'
      );
    });
    await demandWell(id);
    await add(id, { kind: 'sentinels', count: 1, quorum: 2 });
    await handOver(bed.lab, id, undefined, work());
    await demandWell(id);
    expect(bed.get(id).nodes).toHaveLength(nodes.length + 1);
    await removeTopology(bed.lab, id, work());
  });

  test('cluster: slots move both ways that there are, masters are handed over, a replica is added, all restart', async () => {
    const { id } = await bed.create(await bed.spec('cluster', image, { auth: 'users' }));
    const t = bed.get(id);
    const app = await login(id, 'app');
    const [a, b] = [master(t, 0), master(t, 1)];
    await fill(bed.lab, t, 2);
    const ways = image === 'valkey/valkey:9.1' ? (['keyByKey', 'atomic'] as const) : (['keyByKey'] as const);
    for (const method of ways) {
      const moves = [moveOf(master(bed.get(id), 0), b, firstSlots(master(bed.get(id), 0), 50))];
      const result = await moveSlots(bed.lab, new Migrations(), id, moves, { method }, work());
      expect(result).toMatchObject({ outcome: 'done', slotsMoved: 50, method });
    }
    expect(await harm(bed, id, 2)).toEqual(UNHARMED);
    const asked = ['CLUSTER SLOTS', 'CLUSTER SHARDS', 'CLUSTER NODES', 'CLUSTER MYID', 'READONLY', 'ASKING'];
    expect(
      await refused(bed.lab, a, app, [...asked, ...ADMINISTRATION, 'CLUSTER RESET', 'MIGRATE h 1 k 0 1']),
    ).toEqual([...ADMINISTRATION, 'CLUSTER RESET', 'MIGRATE h 1 k 0 1']);
    await handOver(bed.lab, id, a.id, work());
    await add(id, { kind: 'replica', of: b.id });
    expect(arrange(bed.get(id)).shards.find((s) => s.master?.id === b.id)?.replicas).toHaveLength(2);
    const ids = bed.get(id).nodes.map((n) => n.id);
    await killNodes(bed.lab, ids, work());
    await startNodes(bed.lab, ids, work());
    await demandWell(id);
    await removeTopology(bed.lab, id, work());
  });
});

test.each(['redis:7.0', 'valkey/valkey:9.1'])(
  '%s: a replication group gets sentinels, another window reads the passwords back, redis-cli comes in as admin',
  async (image) => {
    const { id } = await bed.create(await bed.spec('replication', image, { auth: 'users' }));
    await add(id, { kind: 'sentinels', count: 3, quorum: 2 });
    await demandWell(id);
    const other = new Bed();
    try {
      await other.lab.refresh();
      expect(await other.lab.credentials.secretsOf(id)).toEqual(await bed.lab.credentials.secretsOf(id));
      expect(other.get(id).nodes.filter((n) => n.answer.kind === 'unreachable')).toEqual([]);
    } finally {
      await other.dispose();
    }
    for (const n of bed.get(id).nodes) {
      const asked = await exec(await bed.engine(), n.container.id, [
        ...cliCommand(n, false),
        'ACL',
        'WHOAMI',
      ]);
      expect(asked.stdout.trim(), asked.stderr).toBe('admin');
    }
    await removeTopology(bed.lab, id, work());
  },
);
