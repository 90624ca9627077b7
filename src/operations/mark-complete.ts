import type { Engine } from '../docker/engine';
import { putFiles } from '../docker/files';
import { COMPLETE_MARK, DATA_DIR } from '../model/plan';
import { SERVER_GID, SERVER_UID } from './server-user';

/** Writes into the first node's directory that the topology's readiness has been proven. */
export async function markComplete(engine: Engine, firstContainerId: string): Promise<void> {
  const mark = { path: COMPLETE_MARK, content: 'proven\n', mode: 0o600, uid: SERVER_UID, gid: SERVER_GID };
  await putFiles(engine, firstContainerId, DATA_DIR, [mark]);
}
