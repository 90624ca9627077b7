import { expect, test } from 'vitest';
import { PASSWORD_VARIABLE, wayIn } from '../../../src/model/clients/way-in';
import type { Shape } from '../../../src/model/spec';
import { clientBed } from './client-bed';
import { AWKWARD, runCopiedCode } from './copied-code';

const clients = clientBed();
const { bed } = clients;

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
    const topology = await bed.create(spec, auth === 'password' ? { password: AWKWARD } : {});
    const login = await bed.lab.credentials.loginOf(topology.id, 'app');
    if (!login) throw new Error('nobody can log in');
    expect(wayIn(topology, 'host', true).natMap).toHaveLength(
      shape === 'replication' ? 0 : topology.nodes.filter((n) => n.intended !== 'sentinel').length,
    );
    const copied = await runCopiedCode(clients, topology.id, { [PASSWORD_VARIABLE]: login.password });
    for (const code of copied) expect(code).not.toContain(login.password);
  },
  120_000,
);
