import { text } from '../model/text';
import type { Engine } from './engine';
import { request } from './request';
import { shortId } from './short-id';

/** A file of some gigabytes goes through the engine's connection. ms */
const COPIED_MS = 1_800_000;

/**
 * Copies a plain file of one container into a folder of another, under its own name, owner and mode; neither need run.
 * Bytes are passed on as they come and are never all here.
 * @throws Failure, Cancelled.
 */
export async function copyFile(
  engine: Engine,
  from: { readonly container: string; readonly path: string },
  to: { readonly container: string; readonly folder: string },
  signal?: AbortSignal,
): Promise<void> {
  const what = text('{0} of container {1} could not be copied', from.path, shortId(from.container));
  const ask = async (abortSignal: AbortSignal): Promise<void> => {
    const source = { path: from.path, abortSignal };
    const archive = await engine.docker.getContainer(from.container).getArchive(source);
    const target = { path: to.folder, abortSignal };
    await engine.docker.getContainer(to.container).putArchive(archive, target);
  };
  await request(engine, what, ask, { signal, timeoutMs: COPIED_MS });
}

/** How large a file in a container is, bytes. @throws Failure, also when it is not there; Cancelled. */
export async function fileSize(
  engine: Engine,
  containerId: string,
  path: string,
  signal?: AbortSignal,
): Promise<number> {
  const what = text('{0} of container {1} could not be read', path, shortId(containerId));
  const ask = async (abortSignal: AbortSignal): Promise<number> => {
    const wish = { path, abortSignal };
    const answer: unknown = await engine.docker.getContainer(containerId).infoArchive(wish);
    return statedSize(answer);
  };
  return request(engine, what, ask, { signal });
}

/** The engine states what it knows of a file in a header: base64 of JSON (Docker's API, ContainerArchiveInfo). */
function statedSize(answer: unknown): number {
  const headers = (answer as { headers?: Record<string, string | undefined> }).headers ?? {};
  const stat = JSON.parse(
    Buffer.from(headers['x-docker-container-path-stat'] ?? '', 'base64').toString() || '{}',
  ) as { size?: unknown };
  if (typeof stat.size !== 'number') throw new Error('the engine does not say how large it is');
  return stat.size;
}
