import type { Engine } from '../../docker/engine';
import { readFile } from '../../docker/files';
import type { Startup } from './startup';

/**
 * The cluster id that a node that does not run had when it last did, as its own file says (`nodes.conf`: the line with
 * `myself`). None where there is no such file.
 * @throws Failure, Cancelled
 */
export async function idsOnFile(
  engine: Engine,
  containerId: string,
  { clusterFile }: Startup,
): Promise<readonly string[]> {
  const content = clusterFile && (await readFile(engine, containerId, clusterFile));
  const own = content && /^([0-9a-f]{40}) \S+ \S*\bmyself\b/m.exec(content.toString('utf8'))?.[1];
  return own ? [own] : [];
}
