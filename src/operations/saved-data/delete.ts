import type { Engine } from '../../docker/engine';
import { LABEL } from '../../docker/labels';
import { listSavedVolumes, removeVolume } from '../../docker/volumes';

/**
 * Deletes saved data, finished or not. The record goes first, so that what is half deleted is not taken for whole.
 * What is gone already is fine. @throws Failure; the same again goes on where it stopped
 */
export async function deleteSavedData(engine: Engine, id: string): Promise<void> {
  const volumes = (await listSavedVolumes(engine)).filter(({ labels }) => labels[LABEL.saved] === id);
  const isRecord = ({ labels }: (typeof volumes)[number]) => labels[LABEL.savedRecord] !== undefined;
  for (const { name } of [...volumes.filter(isRecord), ...volumes.filter((v) => !isRecord(v))]) {
    await removeVolume(engine, name);
  }
}
