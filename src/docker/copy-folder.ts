import { text } from '../model/text';
import type { Engine } from './engine';
import { request } from './request';
import { shortId } from './short-id';

/** A data set of some gigabytes goes through the engine's connection. ms */
const COPIED_MS = 600_000;

/**
 * Copies a folder with owners and modes from one container to the same place in another; neither need run.
 * @throws Failure, Cancelled.
 */
export async function copyFolder(
  engine: Engine,
  from: string,
  to: string,
  path: string,
  signal?: AbortSignal,
): Promise<void> {
  const what = text('{0} of container {1} could not be copied', path, shortId(from));
  const ask = async (abortSignal: AbortSignal): Promise<void> => {
    const wish = { path, abortSignal };
    const archive = await engine.docker.getContainer(from).getArchive(wish);
    // The archive begins with the folder's own name.
    const above = path.replace(/\/+$/, '').replace(/\/[^/]*$/, '') || '/';
    const place = { path: above, abortSignal };
    await engine.docker.getContainer(to).putArchive(archive, place);
  };
  await request(engine, what, ask, { signal, timeoutMs: COPIED_MS });
}
