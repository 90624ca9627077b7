import { test } from 'vitest';
import { CA_VARIABLE, PASSWORD_VARIABLE } from '../../../src/model/clients/way-in';
import type { Shape } from '../../../src/model/spec';
import { removeTopology } from '../../../src/operations/remove';
import { clientBed } from '../clients/client-bed';
import { AWKWARD, runCopiedCode } from '../clients/copied-code';
import { work } from '../topology/bed';

const clients = clientBed();
const { bed, scratch } = clients;

test.each<[Shape, string]>([
  ['replication', 'valkey/valkey:8.1'],
  ['sentinel', 'redis:7.0'],
  ['cluster', 'redis:8.0'],
])(
  'code for a client on this machine works over TLS, and verifies whom it speaks to: %s on %s',
  async (shape, image) => {
    const spec = await bed.spec(shape, image, { auth: 'password', tls: true });
    const { id } = await bed.create(spec, { password: AWKWARD });
    const ca = scratch.file(`${shape}.crt`, (await bed.lab.credentials.authorityOf(id)) ?? '');
    await runCopiedCode(clients, id, { [PASSWORD_VARIABLE]: AWKWARD, [CA_VARIABLE]: ca });
    await removeTopology(bed.lab, id, work());
  },
  120_000,
);
