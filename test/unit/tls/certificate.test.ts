import { execFileSync } from 'node:child_process';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { authority, newAuthority } from '../../../src/operations/tls/authority';
import { bits, identifier, integer, octets, sequence, time } from '../../../src/operations/tls/der';
import { reachedAt } from '../../../src/operations/tls/outside';

const NOW = Date.UTC(2026, 10, 22);
const topology = { id: '12345678-90ab', name: 'orders' };
const orders = { container: 'orders-7000', name: 'orders-7000', address: '172.20.0.2', index: 0 };

const folder = mkdtempSync(join(tmpdir(), 'tls-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const put = (name: string, content: string) => {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
};

test('a node’s certificate says what it must, and is from its authority', () => {
  const ca = newAuthority(topology, NOW);
  const { certificate, key } = ca.issue(orders);
  const [own, node] = [new X509Certificate(ca.certificate), new X509Certificate(certificate)];
  expect(own.subject).toBe('CN=orders 12345678 Topology Lab CA');
  expect([own.ca, node.ca]).toEqual([true, false]);
  expect(own.verify(own.publicKey)).toBe(true);
  expect(node.verify(own.publicKey)).toBe(true);
  expect(node.checkIssued(own)).toBe(true);
  expect(node.checkPrivateKey(createPrivateKey(key))).toBe(true);
  expect(node.subjectAltName).toBe(
    'DNS:orders-7000, DNS:localhost, IP Address:172.20.0.2, IP Address:127.0.0.1',
  );
  expect(node.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1', '1.3.6.1.5.5.7.3.2']);
  expect(Date.parse(node.validFrom)).toBe(NOW - 86_400_000);
  expect(new Date(Date.parse(node.validTo)).getUTCFullYear()).toBe(2036);
});

test('OpenSSL, which servers and most clients use, accepts it by its strict rules, as server and as client', () => {
  const ca = newAuthority(topology, Date.now());
  const [trusted, node] = [put('ca.crt', ca.certificate), put('node.crt', ca.issue(orders).certificate)];
  for (const purpose of ['sslserver', 'sslclient']) {
    const args = ['verify', '-x509_strict', '-purpose', purpose, '-CAfile', trusted, node];
    expect(String(execFileSync('openssl', args))).toBe(`${node}: OK\n`);
  }
  const stranger = put('stranger.crt', newAuthority(topology, Date.now()).certificate);
  expect(() => execFileSync('openssl', ['verify', '-CAfile', stranger, node], { stdio: 'pipe' })).toThrow();
});

test('an authority that was read back issues as before, and not beyond its own end', () => {
  const ca = newAuthority(topology, NOW);
  const later = authority(ca.certificate, ca.key, NOW + 5 * 365 * 86_400_000);
  const node = new X509Certificate(later.issue(orders).certificate);
  const own = new X509Certificate(ca.certificate);
  expect(node.checkIssued(own) && node.verify(own.publicKey)).toBe(true);
  expect(node.validTo).toBe(own.validTo);
});

test('names at their longest fit: a common name has at most 64 characters', () => {
  const ca = newAuthority({ id: topology.id, name: 'n'.repeat(40) }, NOW);
  const container = `${'n'.repeat(60)}-sentinel-1`;
  const node = new X509Certificate(ca.issue({ ...orders, container }).certificate);
  for (const name of [new X509Certificate(ca.certificate).subject, node.subject])
    expect(name.length - 'CN='.length).toBeLessThanOrEqual(64);
  expect(node.subjectAltName).toContain(`DNS:${container}`);
});

test('clients elsewhere find it under names and addresses that are theirs', () => {
  const laptop = { local: false, portHost: 'docker.example' };
  const here = { local: true, portHost: '127.0.0.1' };
  expect(reachedAt(laptop, { publishOn: '0.0.0.0' })).toEqual(['docker.example']);
  expect(reachedAt(here, { publishOn: '192.168.7.9' })).toEqual(['192.168.7.9']);
  expect(reachedAt(here, { publishOn: '0.0.0.0' })).not.toContain('127.0.0.1');
  const ca = newAuthority(topology, NOW, ['docker.example', '192.168.7.9', '127.0.0.1', '::1']);
  expect(new X509Certificate(ca.issue(orders).certificate).subjectAltName).toBe(
    'DNS:orders-7000, DNS:localhost, DNS:docker.example, IP Address:172.20.0.2, IP Address:127.0.0.1, IP Address:192.168.7.9',
  );
});

test('every certificate has another serial number and another key', () => {
  const ca = newAuthority(topology, NOW);
  const two = [ca.issue(orders), ca.issue(orders)].map(({ certificate }) => new X509Certificate(certificate));
  expect(new Set(two.map((c) => c.serialNumber)).size).toBe(2);
  expect(
    new Set(two.map((c) => c.publicKey.export({ type: 'spki', format: 'der' }).toString('hex'))).size,
  ).toBe(2);
});

test('values are encoded as X.690 has them', () => {
  expect(identifier('1.2.840.10045.4.3.2').toString('hex')).toBe('06082a8648ce3d040302');
  expect(integer(Buffer.from([0])).toString('hex')).toBe('020100');
  expect(integer(Buffer.from([0, 0, 0x80])).toString('hex')).toBe('02020080');
  expect(bits(Buffer.from([0x06]), 1).toString('hex')).toBe('03020106');
  expect(String(time(Date.UTC(2049, 11, 31, 23, 59, 59)).subarray(2))).toBe('491231235959Z');
  expect(String(time(Date.UTC(2050, 0, 1)).subarray(2))).toBe('20500101000000Z');
  expect(octets(Buffer.alloc(127)).subarray(0, 2).toString('hex')).toBe('047f');
  expect(octets(Buffer.alloc(128)).subarray(0, 3).toString('hex')).toBe('048180');
  expect(octets(Buffer.alloc(256)).subarray(0, 4).toString('hex')).toBe('04820100');
});

test('whatever is put together has the length that it says', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 400 }), { maxLength: 6 }), (parts) => {
      const der = sequence(...parts.map((p) => octets(p)));
      const first = der[1] ?? 0;
      const lengthBytes = first < 0x80 ? 0 : first & 0x7f;
      const said = lengthBytes === 0 ? first : der.readUIntBE(2, lengthBytes);
      return der.length === 2 + lengthBytes + said;
    }),
  );
});
