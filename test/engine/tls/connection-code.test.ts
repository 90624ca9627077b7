import { afterAll, beforeAll, expect, test } from 'vitest';
import { ioredisCode } from '../../../src/model/clients/ioredis';
import { redisCliCode } from '../../../src/model/clients/redis-cli';
import { redisPyCode } from '../../../src/model/clients/redis-py';
import { CA_VARIABLE, PASSWORD_VARIABLE, wayIn } from '../../../src/model/clients/way-in';
import type { Shape } from '../../../src/model/spec';
import { announceFor } from '../../../src/operations/clients/announce';
import { removeTopology } from '../../../src/operations/remove';
import { ensureStockClients, PYTHON, runProgram, Scratch } from '../clients/client-programs';
import { Bed, work } from '../topology/bed';

const bed = new Bed();
const scratch = new Scratch();
const password = 'only in the "environment" \\ $HOME';

beforeAll(ensureStockClients, 300_000);

afterAll(async () => {
  scratch.dispose();
  await bed.dispose();
}, 60_000);

test.each<[Shape, string]>([
  ['replication', 'valkey/valkey:8.1'],
  ['sentinel', 'redis:7.0'],
  ['cluster', 'redis:8.0'],
])(
  'code for a client on this machine works over TLS, and verifies whom it speaks to: %s on %s',
  async (shape, image) => {
    const topology = await bed.create(await bed.spec(shape, image, { auth: 'password', tls: true }), {
      password,
    });
    const ca = scratch.file(`${shape}.crt`, (await bed.lab.credentials.authorityOf(topology.id)) ?? '');
    const env = { [PASSWORD_VARIABLE]: password, [CA_VARIABLE]: ca };

    const js = scratch.file(`${shape}.mjs`, ioredisCode(wayIn(topology, 'host', true)));
    expect(await runProgram('node', [js], { env })).toBe('hello\n');

    // Debian's redis-py is older than its address map: for a cluster the nodes announce themselves as this machine.
    if (shape === 'cluster') await announceFor(bed.lab, topology.id, 'host', work());
    const way = wayIn(bed.get(topology.id), 'host', true);
    const py = scratch.file(`${shape}.py`, redisPyCode(way));
    expect(await runProgram(PYTHON, [py], { env })).toBe('hello\n');

    const cli = scratch.file(`${shape}.sh`, redisCliCode(way));
    expect(await runProgram('sh', [cli], { env, input: 'GET greeting\n' })).toContain('hello');
    await removeTopology(bed.lab, topology.id, work());
  },
  120_000,
);
