import { expect, test } from 'vitest';
import { directivesIn } from '../../../src/topology/found/directives';
import { tlsIn } from '../../../src/topology/found/tls-told';

const FILES = 'tls-cert-file s.crt\ntls-key-file s.key\ntls-ca-cert-file ca.crt\n';
const read = (content: string) => tlsIn(directivesIn(content));

test.each([
  ['nothing of TLS', 'port 0', undefined],
  ['a port for TLS alone', 'port 0\ntls-port 6390', { port: 6390, wanted: true }],
  ['both, and peers come without', 'tls-port 6390', { port: 6390, wanted: false }],
  ['both, and replicas come with TLS', 'tls-port 6390\ntls-replication yes', { port: 6390, wanted: true }],
  ['both, and the bus speaks TLS', 'tls-port 6390\ntls-cluster yes', { port: 6390, wanted: true }],
  ['a port that was closed again', 'port 0\ntls-port 6390\ntls-port 0\ntls-replication yes', undefined],
  ['a port that only its shell knows', 'port 0\ntls-port "$p"', { port: undefined, wanted: true }],
])('%s', (_, content, told) => {
  if (told) expect(read(content)).toMatchObject(told);
  else expect(read(content)?.wanted ?? false).toBe(false);
});

test('clients are asked for certificates unless it is said that they are not', () => {
  const own = { certificate: 's.crt', key: 's.key', passphrase: undefined };
  expect(read(FILES)?.files).toEqual({ authority: 'ca.crt', own, mutual: true });
  for (const some of ['no', 'optional'])
    expect(read(`${FILES}tls-auth-clients ${some}`)?.files).toEqual({ authority: 'ca.crt', mutual: false });
});

test('as a client it shows what is meant for clients, with the passphrase of that key', () => {
  const client = 'tls-client-cert-file c.crt\ntls-client-key-file c.key\ntls-client-key-file-pass "a b"\n';
  const own = { certificate: 'c.crt', key: 'c.key', passphrase: 'a b' };
  expect(read(`${FILES}tls-key-file-pass other\n${client}`)?.files.own).toEqual(own);
});

test('without an authority its own certificate may vouch for itself', () => {
  expect(read('tls-port 1\ntls-cert-file s.crt')?.files).toEqual({
    authority: 's.crt',
    own: undefined,
    mutual: true,
  });
});
