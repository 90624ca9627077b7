import { createHash } from 'node:crypto';
import { readFile } from '../../../src/docker/files';
import { DATA_DIR } from '../../../src/model/plan';
import type { Secrets } from '../../../src/model/secrets';
import type { TopologySnapshot } from '../../../src/model/snapshot';
import { CA_KEY, TLS_FOLDER } from '../../../src/model/tls/tls-files';
import type { Bed } from '../topology/bed';

/**
 * Everything of a topology that must be seen nowhere: passwords, what servers keep of them, and the private keys, line by
 * line, as base64 without its lines' ends and as text with its lines' ends escaped both are looked for.
 */
export async function secretsOf(bed: Bed, topology: TopologySnapshot): Promise<string[]> {
  const { password, users }: Secrets = await bed.lab.credentials.secretsOf(topology.id);
  const words = [...(password === undefined ? [] : [password]), ...Object.values(users ?? {})];
  const hashes = words.map((word) => createHash('sha256').update(word).digest('hex'));
  return [...words, ...hashes, ...(await keyLines(bed, topology))];
}

async function keyLines(bed: Bed, topology: TopologySnapshot): Promise<string[]> {
  if (!topology.spec?.tls) return [];
  const engine = await bed.engine();
  const files = topology.nodes.flatMap(({ container }) =>
    [CA_KEY, `${TLS_FOLDER}/node.key`].map((path) => readFile(engine, container.id, `${DATA_DIR}/${path}`)),
  );
  const keys = (await Promise.all(files)).flatMap((file) => (file ? [file.toString('utf8')] : []));
  const lines = keys.flatMap((key) => key.split('\n').filter((line) => line !== '' && !line.startsWith('-')));
  // The first line of a key says of what kind it is, and is the same in all; so short a last line may be anywhere.
  return lines.map((line) => line.slice(-40)).filter((line) => line.length === 40);
}
