import { afterAll, beforeAll, expect, test } from 'vitest';
import { ioredisCode } from '../../../src/model/clients/ioredis';
import { redisCliCode } from '../../../src/model/clients/redis-cli';
import { redisPyCode } from '../../../src/model/clients/redis-py';
import { PASSWORD_VARIABLE, wayIn } from '../../../src/model/clients/way-in';
import type { Shape } from '../../../src/model/spec';
import { announceFor } from '../../../src/operations/clients/announce';
import { Bed, work } from '../topology/bed';
import { ensureStockClients, PYTHON, runProgram, Scratch } from './client-programs';

const bed = new Bed();
const scratch = new Scratch();
const password = 'only in the "environment" \\ $HOME';

beforeAll(ensureStockClients, 300_000);

afterAll(async () => {
  scratch.dispose();
  await bed.dispose();
}, 60_000);

test.each<[Shape, string, 'password' | 'users']>([
  ['replication', 'redis:7.0', 'password'],
  ['sentinel', 'redis:8.0', 'password'],
  ['cluster', 'valkey/valkey:9.1', 'password'],
  ['replication', 'valkey/valkey:9.1', 'users'],
  ['sentinel', 'valkey/valkey:8.1', 'users'],
  ['cluster', 'redis:7.0', 'users'],
])(
  'code for a client on this machine works: %s, %s, %s',
  async (shape, image, auth) => {
    const spec = await bed.spec(shape, image, { auth });
    const topology = await bed.create(spec, auth === 'password' ? { password } : {});
    const login = await bed.lab.credentials.loginOf(topology.id, 'app');
    if (!login) throw new Error('nobody can log in');
    const env = { [PASSWORD_VARIABLE]: login.password };

    const translated = wayIn(topology, 'host', true);
    expect(translated.natMap).toHaveLength(
      shape === 'replication' ? 0 : topology.nodes.filter((n) => n.intended !== 'sentinel').length,
    );
    const js = ioredisCode(translated);
    expect(await runProgram('node', [scratch.file(`${shape}.mjs`, js)], { env })).toBe('hello\n');

    if (shape === 'cluster') await announceFor(bed.lab, topology.id, 'host', work());
    // Debian's redis-py is older than its address map: for a cluster the nodes announce themselves as this machine.
    const py = redisPyCode(wayIn(bed.get(topology.id), 'host', true));
    expect(await runProgram(PYTHON, [scratch.file(`${shape}.py`, py)], { env })).toBe('hello\n');

    const sh = redisCliCode(wayIn(bed.get(topology.id), 'host', true));
    const cli = scratch.file(`${shape}.sh`, sh);
    expect(await runProgram('sh', [cli], { env, input: 'GET greeting\n' })).toContain('hello');
    for (const code of [js, py, sh]) expect(code).not.toContain(login.password);
  },
  120_000,
);
