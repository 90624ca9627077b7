import { createHash, type KeyObject, randomBytes, sign } from 'node:crypto';
import { isIPv4 } from 'node:net';
import {
  bits,
  explicit,
  identifier,
  implicit,
  integer,
  octets,
  sequence,
  setOf,
  TRUE,
  time,
  utf8,
} from './der';

/** What a certificate says. */
export interface Certified {
  readonly subject: string;
  readonly issuer: string;
  readonly publicKey: KeyObject;
  /** Of whoever signs. */
  readonly issuerKey: KeyObject;
  /** ms since 1970 */
  readonly from: number;
  readonly until: number;
  /** Names and IPv4 addresses of a server that may also be a client; undefined: an authority. */
  readonly server: { readonly names: readonly string[]; readonly addresses: readonly string[] } | undefined;
}

const ECDSA_WITH_SHA256 = sequence(identifier('1.2.840.10045.4.3.2'));

/**
 * A signed X.509 certificate as RFC 5280 lays it out (section 4), in PEM. Node can sign and read certificates but not
 * write them; this is the one kind that we need.
 * @param signingKey the issuer's private key on P-256
 */
export function certificate(what: Certified, signingKey: KeyObject): string {
  const toBeSigned = sequence(
    explicit(0, integer(Buffer.from([2]))), // version 3
    integer(serialNumber()),
    ECDSA_WITH_SHA256,
    commonName(what.issuer),
    sequence(time(what.from), time(what.until)),
    commonName(what.subject),
    spki(what.publicKey),
    explicit(3, sequence(...extensions(what))),
  );
  const der = sequence(toBeSigned, ECDSA_WITH_SHA256, bits(sign('sha256', toBeSigned, signingKey)));
  return pem(der);
}

/** 127 random bits, and never zero. */
function serialNumber(): Buffer {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return bytes;
}

const commonName = (name: string) => sequence(setOf(sequence(identifier('2.5.4.3'), utf8(name))));

const spki = (key: KeyObject) => key.export({ type: 'spki', format: 'der' });

/** By what a certificate and those it signs find each other; any digest of the key will do (RFC 5280, 4.2.1.2). */
const keyIdentifier = (key: KeyObject) => createHash('sha256').update(spki(key)).digest().subarray(0, 20);

const extension = (id: string, content: Uint8Array) => sequence(identifier(id), octets(content));
const critical = (id: string, content: Uint8Array) => sequence(identifier(id), TRUE, octets(content));

function extensions({ publicKey, issuerKey, server }: Certified): Buffer[] {
  const keys = [
    extension('2.5.29.14', octets(keyIdentifier(publicKey))),
    extension('2.5.29.35', sequence(implicit(0, keyIdentifier(issuerKey)))),
  ];
  if (!server) {
    // An authority for servers, not for other authorities: it signs certificates and revocation lists.
    const constraints = sequence(TRUE, integer(Buffer.from([0])));
    return [critical('2.5.29.19', constraints), critical('2.5.29.15', bits(Buffer.from([0x06]), 1)), ...keys];
  }
  return [
    critical('2.5.29.19', sequence()),
    critical('2.5.29.15', bits(Buffer.from([0x80]), 7)), // signs in handshakes
    // Nodes are servers to their clients and clients to each other.
    extension('2.5.29.37', sequence(identifier('1.3.6.1.5.5.7.3.1'), identifier('1.3.6.1.5.5.7.3.2'))),
    extension(
      '2.5.29.17',
      sequence(
        ...server.names.map((name) => implicit(2, Buffer.from(name))),
        ...server.addresses.map((address) => implicit(7, ipv4(address))),
      ),
    ),
    ...keys,
  ];
}

/** @throws RangeError */
function ipv4(address: string): Buffer {
  if (!isIPv4(address)) throw new RangeError(`no IPv4 address: ${address}`);
  return Buffer.from(address.split('.').map(Number));
}

function pem(der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}
