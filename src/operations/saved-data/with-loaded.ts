import type { Engine } from '../../docker/engine';
import { type SavedData, savedVolume } from '../../model/saved-data/saved-data';
import type { Work } from '../work';
import { type LoadedServer, loadShard } from './loaded-server';
import type { Holding } from './masters';

/**
 * Runs a server for each file of saved data, of the image that the data is to go to, while something is done with them.
 * @throws Failure, Cancelled; no server is left then
 */
export async function withLoaded<T>(
  engine: Engine,
  { masters }: Holding,
  saved: SavedData,
  { signal }: Pick<Work, 'signal'>,
  act: (from: LoadedServer[]) => Promise<T>,
): Promise<T> {
  const image = masters[0]?.container.image ?? '';
  const loading = await Promise.allSettled(
    saved.shards.map((shard, i) => loadShard(engine, image, savedVolume(saved), shard, i, signal)),
  );
  const loaded = loading.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  try {
    for (const one of loading) if (one.status === 'rejected') throw one.reason;
    return await act(loaded);
  } finally {
    await Promise.all(loaded.map((server) => server.end()));
  }
}
