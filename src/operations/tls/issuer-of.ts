import { X509Certificate } from 'node:crypto';
import { putFiles } from '../../docker/files';
import { Failure, reasonOf } from '../../model/failure';
import { DATA_DIR } from '../../model/plan';
import type { TopologySnapshot } from '../../model/snapshot';
import { text } from '../../model/text';
import type { Issuer } from '../../model/tls/issuer';
import { CA_CERTIFICATE, CA_KEY, SOON_MS } from '../../model/tls/tls-files';
import type { Lab } from '../../topology/lab';
import { SERVER_GID, SERVER_UID } from '../server-user';
import { authority, renewed } from './authority';
import { reachedAt } from './outside';
import { type KeptAuthority, readAuthority } from './read-authority';

/**
 * Who gives the nodes of a topology that stands already their certificates. An authority that ends soon is renewed before:
 * what it issued would end with it.
 * @param further names and addresses that certificates are to be for, beside those that follow from the settings
 * @throws Failure when nobody has the authority's key any more, or it is not one; Cancelled
 */
export async function issuerOf(
  lab: Lab,
  topology: TopologySnapshot,
  signal: AbortSignal,
  further: readonly string[] = [],
): Promise<Issuer> {
  const engine = await lab.connect();
  const kept = await readAuthority(engine, topology, signal);
  const outside = [...reachedAt(engine, lab.containerSettings()), ...further];
  try {
    const certificate = await lasting(lab, topology, kept, signal);
    return authority(certificate, kept.key, lab.now(), outside);
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure(text('The certificate authority of {0} cannot be used', topology.name), {
      why: reasonOf(error),
      next: text(
        'Restore {0} and {1} in a node’s volume, or create the topology again.',
        CA_CERTIFICATE,
        CA_KEY,
      ),
      cause: error,
    });
  }
}

/** The authority's certificate, renewed where its key is kept if it ends soon: who asks next finds the new one. */
async function lasting(
  lab: Lab,
  topology: TopologySnapshot,
  { certificate, key, containerId }: KeptAuthority,
  signal: AbortSignal,
): Promise<string> {
  const now = lab.now();
  if (Date.parse(new X509Certificate(certificate).validTo) - now > SOON_MS) return certificate;
  const content = renewed(certificate, key, now);
  const file = { path: CA_CERTIFICATE, content, mode: 0o600, uid: SERVER_UID, gid: SERVER_GID };
  await putFiles(await lab.connect(), containerId, DATA_DIR, [file], { signal });
  lab.credentials.rememberAuthority(topology.id, content);
  return content;
}
