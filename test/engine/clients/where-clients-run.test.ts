import { expect, test } from 'vitest';
import { announcedFor } from '../../../src/model/clients/announced';
import { observedRole } from '../../../src/model/structure';
import { announceFor } from '../../../src/operations/clients/announce';
import { handOver } from '../../../src/operations/handover';
import { moveSlots } from '../../../src/operations/migration/move-slots';
import { Migrations } from '../../../src/topology/migrations';
import { firstSlots, master, moveOf } from '../migration/ground';
import { SERVERS, work } from '../topology/bed';
import { clientBed } from './client-bed';
import { PYTHON, runProgram } from './client-programs';
import { keyOfEverySlot, PROGRAMS } from './every-slot';

const { bed, scratch } = clientBed();
const keys = keyOfEverySlot();

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

test.each(['redis:7.0', 'valkey/valkey:9.1'])(
  '%s: a cluster made for clients on this machine serves stock ones there while slots are moved and masters change',
  async (image) => {
    const { id } = await bed.create(await bed.spec('cluster', image, { clients: 'host' }));
    const topology = bed.get(id);
    expect(announcedFor(topology)).toBe('host');
    const port = topology.nodes[0]?.port ?? 0;
    const keysFile = scratch.file('keys', keys.join('\n'));
    const cli = ['-c', '-h', '127.0.0.1', '-p', String(port)];
    const programs = [
      () => runProgram('node', [scratch.file('ioredis.mjs', PROGRAMS.ioredis(port, keysFile))]),
      () => runProgram(PYTHON, ['-c', PROGRAMS.redisPy(port, keysFile)]),
      async () => {
        const input = keys.map((key) => `SET ${key} cli`).join('\n');
        const said = await runProgram('redis-cli', cli, { input });
        return String(said.split('\n').filter((line) => line === 'OK').length);
      },
    ];
    for (const [i, program] of programs.entries()) {
      const now = bed.get(id);
      const [from, to] = [master(now, i), master(now, (i + 1) % 3)];
      const moves = [moveOf(from, to, firstSlots(from, 400))];
      const replica = now.nodes.find((n) => observedRole(n) === 'replica');
      const [right] = await Promise.all([
        program(),
        (async () => {
          await moveSlots(bed.lab, new Migrations(), id, moves, { method: 'keyByKey' }, work());
          await handOver(bed.lab, id, replica?.id, work());
        })(),
      ]);
      expect(right.trim()).toBe('16384');
    }
  },
  240_000,
);
