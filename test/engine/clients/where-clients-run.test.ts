import { afterAll, beforeAll, expect, test } from 'vitest';
import { announcedFor } from '../../../src/model/clients/announced';
import { observedRole } from '../../../src/model/structure';
import { announceFor } from '../../../src/operations/clients/announce';
import { handOver } from '../../../src/operations/handover';
import { Bed, SERVERS, work } from '../topology/bed';
import { ensureStockClients, PYTHON, runProgram, Scratch } from './client-programs';
import { keyOfEverySlot, PROGRAMS } from './every-slot';

const bed = new Bed();
const scratch = new Scratch();
const keys = keyOfEverySlot();

beforeAll(ensureStockClients, 300_000);

afterAll(async () => {
  scratch.dispose();
  await bed.dispose();
}, 60_000);

test.each(SERVERS)(
  '%s: stock clients on this machine reach every slot, also through a failover',
  async (image) => {
    const { id } = await bed.create(await bed.spec('cluster', image));
    await announceFor(bed.lab, id, 'host', work());
    const topology = bed.get(id);
    expect(announcedFor(topology)).toBe('host');
    const port = topology.nodes[0]?.port ?? 0;
    const keysFile = scratch.file('keys', keys.join('\n'));
    const node = () => runProgram('node', [scratch.file('ioredis.mjs', PROGRAMS.ioredis(port, keysFile))]);

    const [first] = topology.nodes.filter((n) => observedRole(n) === 'replica');
    const [written] = await Promise.all([node(), handOver(bed.lab, id, first?.id, work())]);
    expect(written.trim()).toBe('16384');

    const python = await runProgram(PYTHON, ['-c', PROGRAMS.redisPy(port, keysFile)]);
    expect(python.trim()).toBe('16384');

    const cli = ['-c', '-h', '127.0.0.1', '-p', String(port)];
    const set = await runProgram('redis-cli', cli, {
      input: keys.map((k) => `SET ${k} cli-${k}`).join('\n'),
    });
    expect(set.split('\n').filter((line) => line === 'OK')).toHaveLength(16384);
    const got = await runProgram('redis-cli', cli, { input: keys.map((k) => `GET ${k}`).join('\n') });
    const wanted = new Set(keys.map((k) => `cli-${k}`));
    expect(got.split('\n').filter((line) => wanted.has(line))).toHaveLength(16384);

    await announceFor(bed.lab, id, 'containers', work());
    expect(announcedFor(bed.get(id))).toBe('containers');
  },
  180_000,
);
