import { X509Certificate } from 'node:crypto';
import type { Engine } from '../docker/engine';
import { readFile } from '../docker/files';
import type { CertificateEvidence } from '../model/evidence';
import { DATA_DIR } from '../model/plan';
import { CA_CERTIFICATE, NODE_CERTIFICATE } from '../model/tls/tls-files';

/**
 * What the certificate says that lies in a node's volume, whether it runs or not; undefined when there is none.
 * @throws Failure; Error when the files are no certificates
 */
export async function certificateEvidence(
  engine: Engine,
  containerId: string,
): Promise<CertificateEvidence | undefined> {
  const [own, authority] = await Promise.all(
    [NODE_CERTIFICATE, CA_CERTIFICATE].map((file) => readFile(engine, containerId, `${DATA_DIR}/${file}`)),
  );
  if (!own || !authority) return undefined;
  const certificate = new X509Certificate(own);
  return {
    until: Date.parse(certificate.validTo),
    authorityUntil: Date.parse(new X509Certificate(authority).validTo),
    addresses: [...(certificate.subjectAltName ?? '').matchAll(/IP Address:([^,]+)/g)].map(
      ([, address = '']) => address,
    ),
  };
}
