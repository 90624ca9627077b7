import { X509Certificate } from 'node:crypto';
import { connect } from 'node:tls';
import { afterAll, expect, test } from 'vitest';
import { putFiles, readFile } from '../../../src/docker/files';
import type { NodeSnapshot } from '../../../src/model/snapshot';
import { tlsFiles } from '../../../src/model/tls/tls-files';
import { authority } from '../../../src/operations/tls/authority';
import { Mender } from '../repair/mend';
import { Bed } from '../topology/bed';

const bed = new Bed();
const mender = new Mender(bed.lab);
afterAll(async () => {
  mender.dispose();
  await bed.dispose();
}, 60_000);

const DAY_MS = 86_400_000;
const OWNER = { mode: 0o600, uid: 999, gid: 999 };

/** Puts a certificate for another address, of which 20 days are left, in the place of a node's own. */
async function spoil({ container, name }: NodeSnapshot): Promise<void> {
  const engine = await bed.engine();
  const kept = async (file: string) => String(await readFile(engine, container.id, `/data/tls/${file}`));
  const [certificate, key] = [await kept('ca.crt'), await kept('ca.key')];
  const longAgo = Date.now() - 3652 * DAY_MS + 20 * DAY_MS;
  const whom = { container: container.name, name, address: '10.9.9.9', index: -1 };
  const files = tlsFiles(whom, authority(certificate, key, longAgo));
  await putFiles(
    engine,
    container.id,
    '/data',
    files.map((file) => ({ path: file.name, content: file.content, ...OWNER })),
  );
}

/** The certificate that a server shows to who connects now. */
async function shown({ container }: NodeSnapshot): Promise<X509Certificate> {
  return new Promise((resolve, reject) => {
    const port = container.publishedPort ?? 0;
    const socket = connect({ host: '127.0.0.1', port, rejectUnauthorized: false }, () => {
      resolve(new X509Certificate(socket.getPeerCertificate().raw));
      socket.destroy();
    });
    socket.on('error', reject);
  });
}

test('certificates that end, or are for other addresses, are found and renewed: data nodes while they run', async () => {
  const spec = await bed.spec('sentinel', 'redis:8.0', { tls: true, replicas: 1, sentinels: 1, quorum: 1 });
  const { id, nodes } = await bed.create(spec);
  expect((await mender.rules(id)).filter((rule) => rule.endsWith('-certificate'))).toEqual([]);
  const [first] = nodes;
  if (!first) throw new Error('no nodes');
  await spoil(first);

  const found = (await mender.wrong(id)).filter((f) => f.rule.endsWith('-certificate'));
  expect(found.map((f) => f.rule)).toEqual(['ending-certificate', 'foreign-certificate']);
  const [ending] = found;
  if (ending?.remedy.kind !== 'action') throw new Error('no remedy');
  const before = await Promise.all(nodes.map(shown));
  const said = await mender.mend(id, ending.remedy.repair);
  expect(said.map((line) => line.replace(/^\S+ .*; /, ''))).toEqual([
    'CONFIG SET tls-cert-file /data/tls/node.crt',
    'CONFIG SET tls-cert-file /data/tls/node.crt',
    `docker restart ${nodes[2]?.name}`,
  ]);
  expect((await mender.rules(id)).filter((rule) => rule.endsWith('-certificate'))).toEqual([]);
  const after = await Promise.all(nodes.map(shown));
  for (const [i, certificate] of after.entries()) {
    expect(certificate.serialNumber).not.toBe(before[i]?.serialNumber);
    expect(Date.parse(certificate.validTo) - Date.now()).toBeGreaterThan(3600 * DAY_MS);
    expect(certificate.checkIP(nodes[i]?.container.ip ?? '')).toBeDefined();
  }
  // The data nodes have not been restarted, and the link between them holds.
  expect((await bed.lab.askAll(id))?.nodes.map((n) => n.answer.kind)).toEqual(['data', 'data', 'sentinel']);
}, 90_000);
