import type { Engine } from '../../docker/engine';
import { readFile } from '../../docker/files';
import { Failure } from '../../model/failure';
import { DATA_DIR } from '../../model/plan';
import type { TopologySnapshot } from '../../model/snapshot';
import { text } from '../../model/text';
import { CA_CERTIFICATE, CA_KEY } from '../../model/tls/tls-files';

/** A topology's authority as it is kept, both in PEM. */
export interface KeptAuthority {
  readonly certificate: string;
  readonly key: string;
  /** The container whose volume the key is in. */
  readonly containerId: string;
}

/**
 * The authority of a topology, read out of the one node that keeps its key, which need not run.
 * @throws Failure when no node has it any more
 */
export async function readAuthority(
  engine: Engine,
  topology: Pick<TopologySnapshot, 'name' | 'nodes'>,
  signal?: AbortSignal,
): Promise<KeptAuthority> {
  for (const { container } of topology.nodes) {
    const key = await readFile(engine, container.id, `${DATA_DIR}/${CA_KEY}`, signal);
    const certificate =
      key && (await readFile(engine, container.id, `${DATA_DIR}/${CA_CERTIFICATE}`, signal));
    if (certificate)
      return {
        certificate: certificate.toString('utf8'),
        key: key.toString('utf8'),
        containerId: container.id,
      };
  }
  throw new Failure(text('No node of {0} has the key of its certificate authority any more', topology.name), {
    next: text(
      'New nodes need certificates from it: restore {0} in a node’s volume, or create the topology again.',
      `${DATA_DIR}/${CA_KEY}`,
    ),
  });
}
