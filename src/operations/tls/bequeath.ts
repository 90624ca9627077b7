import type { Engine } from '../../docker/engine';
import { putFiles } from '../../docker/files';
import { DATA_DIR } from '../../model/plan';
import type { TopologySnapshot } from '../../model/snapshot';
import { CA_KEY } from '../../model/tls/tls-files';
import { SERVER_GID, SERVER_UID } from '../server-user';
import { readAuthority } from './read-authority';

/**
 * Gives the key of a topology's authority to another node, because the one that has it may go. Nothing happens when
 * the heir has it already.
 * @throws Failure
 */
export async function bequeathAuthority(
  engine: Engine,
  topology: TopologySnapshot,
  heirContainerId: string,
): Promise<void> {
  const { key, containerId } = await readAuthority(engine, topology);
  if (containerId === heirContainerId) return;
  const file = { path: CA_KEY, content: key, mode: 0o600, uid: SERVER_UID, gid: SERVER_GID };
  await putFiles(engine, heirContainerId, DATA_DIR, [file]);
}
