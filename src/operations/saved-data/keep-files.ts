import { copyFile, fileSize } from '../../docker/copy-file';
import type { Engine } from '../../docker/engine';
import { putFiles } from '../../docker/files';
import { type HeldContainer, holdContainer } from '../../docker/held-container';
import { filesLabels } from '../../docker/saved-data-label';
import { createVolume } from '../../docker/volumes';
import { Failure, throwIfCancelled } from '../../model/failure';
import { formatBytes } from '../../model/format';
import {
  SAVED_DIR,
  type SavedData,
  type SavedShard,
  savedVolume,
  shardFolder,
} from '../../model/saved-data/saved-data';
import type { NodeSnapshot } from '../../model/snapshot';
import { text } from '../../model/text';
import { NodeConnection } from '../../redis/connection';
import type { Lab } from '../../topology/lab';
import type { Work } from '../work';
import { type DumpFile, dumpFileOf, refuseNewer, tidy, written } from './dump-file';
import type { Holding } from './masters';
import { type Saver, saveAtOneMoment } from './moment';

/** Does nothing, and ends with its input. */
const IDLE_SCRIPT = 'exec cat > /dev/null';

/**
 * Has the masters write their data as it is at one moment, and copies the files into a new volume.
 * @throws Failure, Cancelled; the volume is left to who called
 */
export async function keepFiles(
  lab: Lab,
  engine: Engine,
  { topology, masters }: Holding,
  { id, name }: Pick<SavedData, 'id' | 'name'>,
  work: Work,
): Promise<SavedShard[]> {
  const savers = masters.map((master) => saverOf(lab, master));
  let files: DumpFile[] = [];
  try {
    files = await Promise.all(savers.map(dumpFileOf));
    work.step(text('Saving at one moment on {0} masters', masters.length));
    const { begun, heldMs } = await saveAtOneMoment(savers, lab.log, work.signal);
    lab.log.info(`${topology.name}: writes were held for ${Math.round(heldMs)} ms`);
    work.step(text('Waiting until the data is written'));
    const times = await Promise.all(savers.map((saver) => written(saver, work.signal)));
    const volume = savedVolume({ id, topology });
    await createVolume(engine, { name: volume, labels: filesLabels(id, name, topology.name) }, work.signal);
    const shards: SavedShard[] = [];
    await withFolders(engine, masters, volume, work, async (carrier) => {
      for (const [i, master] of masters.entries()) {
        const [saver, file, from] = [savers[i], files[i], master.container.id];
        if (!saver || !file) continue;
        const path = `${file.folder}/${file.file}`;
        const bytes = await fileSize(engine, from, path, work.signal);
        work.step(text('Copying the data of {0}: {1}', master.name, formatBytes(bytes)));
        const to = { container: carrier.id, folder: `${SAVED_DIR}/${shardFolder(i)}` };
        await copyFile(engine, { container: from, path }, to, work.signal);
        await refuseNewer(saver, times[i] ?? 0);
        shards.push({ node: master.name, file: file.file, keys: begun[i]?.keys ?? 0, bytes });
      }
    });
    throwIfCancelled(work.signal);
    return shards;
  } finally {
    await Promise.all(
      masters.map(async ({ container }, i) => {
        const [saver, file] = [savers[i], files[i]];
        if (saver && file) await tidy(engine, container.id, saver, file, lab.log);
      }),
    );
    for (const { connection } of savers) connection.close();
  }
}

/** Over a connection of its own: a write of ours that is held would hold what comes after it on the same one. */
function saverOf(lab: Lab, { id, name }: NodeSnapshot): Saver {
  const target = lab.targetTo(id);
  if (!target) throw new Failure(text('There is no node {0} any more.', name));
  return { name, connection: new NodeConnection(target) };
}

/** A container with the volume, and a folder for each shard in it. */
async function withFolders(
  engine: Engine,
  masters: readonly NodeSnapshot[],
  volume: string,
  { signal }: Work,
  act: (carrier: HeldContainer) => Promise<void>,
): Promise<void> {
  const folders = masters.map((_, i) => ({ path: shardFolder(i), mode: 0o755, uid: 0, gid: 0 }));
  const carrier = await holdContainer(
    engine,
    {
      image: masters[0]?.container.image ?? '',
      script: IDLE_SCRIPT,
      volume: { name: volume, target: SAVED_DIR, readOnly: false },
    },
    (containerId) => putFiles(engine, containerId, SAVED_DIR, [], { folders, signal }),
    signal,
  );
  try {
    await act(carrier);
  } finally {
    await carrier.release();
  }
}
