import type { Engine } from '../docker/engine';
import { readFile } from '../docker/files';
import { Failure } from '../model/failure';
import { DATA_DIR } from '../model/plan';
import type { TopologySnapshot } from '../model/snapshot';
import { text } from '../model/text';
import { CA_CERTIFICATE } from '../model/tls/tls-files';

/**
 * The certificate of each topology's own authority, read back from a node's files through the engine and kept in
 * memory. Undefined when the topology has no TLS.
 */
export class Authorities {
  readonly #known = new Map<string, Promise<string | undefined>>();

  /** @throws Failure when there is TLS and no node has the certificate */
  of(engine: Engine, topology: TopologySnapshot): Promise<string | undefined> {
    if (topology.spec && !topology.spec.tls) return Promise.resolve(undefined);
    const known = this.#known.get(topology.id);
    if (known) return known;
    const reading = readCertificate(engine, topology).catch((error: unknown) => {
      this.#known.delete(topology.id);
      throw error;
    });
    this.#known.set(topology.id, reading);
    return reading;
  }

  /** Known from the start: we made it. */
  remember(topologyId: string, certificate: string | undefined): void {
    this.#known.set(topologyId, Promise.resolve(certificate));
  }

  forget(topologyId: string): void {
    this.#known.delete(topologyId);
  }
}

async function readCertificate(engine: Engine, topology: TopologySnapshot): Promise<string | undefined> {
  for (const node of topology.nodes) {
    const content = await readFile(engine, node.container.id, `${DATA_DIR}/${CA_CERTIFICATE}`);
    if (content) return content.toString('utf8');
  }
  // Without its spec nobody knows whether it ever had one.
  if (!topology.spec) return undefined;
  throw new Failure(text('No node of {0} has the certificate of its authority any more', topology.name), {
    next: text(
      'Restore {0} in a node’s volume, or create the topology again.',
      `${DATA_DIR}/${CA_CERTIFICATE}`,
    ),
  });
}
