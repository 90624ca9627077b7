import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  X509Certificate,
} from 'node:crypto';
import type { CertifiedNode, Issuer } from '../../model/tls/issuer';
import { certificate } from './certificate';
import { namesAndAddresses } from './outside';

const DAY_MS = 86_400_000;
/** Longer than most topologies are kept. */
const VALID_MS = 3652 * DAY_MS;
/** The clocks of an engine's machine and ours differ, more so after a laptop slept. */
const EARLIER_MS = DAY_MS;

/**
 * A new authority for one topology.
 * @param now ms since 1970
 * @param outside names and addresses at which clients elsewhere find its nodes
 */
export function newAuthority(
  topology: { readonly id: string; readonly name: string },
  now: number,
  outside: readonly string[] = [],
): Issuer {
  const { privateKey } = keyPair();
  const own = ownCertificate(authorityName(topology), privateKey, now);
  return authority(own, pemOf(privateKey), now, outside);
}

/**
 * An authority's certificate anew, with the same name and key. What it has issued is valid under either, and what it will
 * issue too, for as long as the one lasts that somebody trusts.
 * @param now ms since 1970
 */
export function renewed(previous: string, key: string, now: number): string {
  return ownCertificate(nameIn(new X509Certificate(previous)), createPrivateKey(key), now);
}

function ownCertificate(name: string, privateKey: KeyObject, now: number): string {
  const publicKey = createPublicKey(privateKey);
  const what = { subject: name, issuer: name, publicKey, issuerKey: publicKey, server: undefined };
  return certificate({ ...what, ...validity(now) }, privateKey);
}

/**
 * An authority that issues as long as its certificate is valid.
 * @param now ms since 1970
 * @param outside as for {@link newAuthority}
 * @throws Error when they are no certificate and key
 */
export function authority(
  present: string,
  key: string,
  now: number,
  outside: readonly string[] = [],
): Issuer {
  const own = new X509Certificate(present);
  const signingKey = createPrivateKey(key);
  const issuer = nameIn(own);
  const { from } = validity(now);
  const until = Math.min(validity(now).until, Date.parse(own.validTo));
  return {
    certificate: present,
    key,
    issue(node: CertifiedNode) {
      const { privateKey, publicKey } = keyPair();
      const here = [node.container, node.name, 'localhost', node.address, '127.0.0.1'];
      const server = namesAndAddresses([...here, ...outside]);
      const issuerKey = createPublicKey(signingKey);
      const what = {
        subject: node.container.slice(0, 64),
        issuer,
        publicKey,
        issuerKey,
        from,
        until,
        server,
      };
      return { certificate: certificate(what, signingKey), key: pemOf(privateKey) };
    },
  };
}

/** Each topology's is another, also in a list of those that somebody trusts. At most 64 characters (RFC 5280, A.1). */
const authorityName = ({ id, name }: { id: string; name: string }) =>
  `${name.slice(0, 36)} ${id.slice(0, 8)} Topology Lab CA`;

const nameIn = ({ subject }: X509Certificate) => subject.replace(/^CN=/, '');

const validity = (now: number) => ({ from: now - EARLIER_MS, until: now + VALID_MS });

const keyPair = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });

const pemOf = (key: KeyObject) => String(key.export({ type: 'pkcs8', format: 'pem' }));
