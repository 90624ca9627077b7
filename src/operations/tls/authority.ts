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
/** Nothing renews certificates, and a topology is not kept for longer. */
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
  const { privateKey, publicKey } = keyPair();
  const name = authorityName(topology);
  const what = { subject: name, issuer: name, publicKey, issuerKey: publicKey, server: undefined };
  const own = certificate({ ...what, ...validity(now) }, privateKey);
  return authority(own, pemOf(privateKey), now, outside);
}

/**
 * An authority that issues as long as its certificate is valid.
 * @param now ms since 1970
 * @param outside as for {@link newAuthority}
 * @throws Error when they are no certificate and key
 */
export function authority(
  ownCertificate: string,
  key: string,
  now: number,
  outside: readonly string[] = [],
): Issuer {
  const own = new X509Certificate(ownCertificate);
  const signingKey = createPrivateKey(key);
  const issuer = own.subject.replace(/^CN=/, '');
  const { from } = validity(now);
  const until = Math.min(validity(now).until, Date.parse(own.validTo));
  return {
    certificate: ownCertificate,
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

const validity = (now: number) => ({ from: now - EARLIER_MS, until: now + VALID_MS });

const keyPair = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });

const pemOf = (key: KeyObject) => String(key.export({ type: 'pkcs8', format: 'pem' }));
