import { text } from '../model/text';
import type { Engine } from './engine';
import { isNotFound } from './engine-failure';
import { request } from './request';
import { shortId } from './short-id';
import { packFiles, type TarFile, type TarFolder, unpackFiles } from './tar';

export type { TarFile, TarFolder } from './tar';

/** What we read from a container is small; more than this is not what we asked for. Bytes. */
const MOST_BYTES = 64 * 1024 * 1024;

/**
 * Puts files below a folder that exists in the container, which need not run or have run; named volumes included.
 * @throws Failure, Cancelled.
 */
export async function putFiles(
  engine: Engine,
  containerId: string,
  directory: string,
  files: readonly TarFile[],
  options: { readonly folders?: readonly TarFolder[]; readonly signal?: AbortSignal } = {},
): Promise<void> {
  const what = text('Files could not be put into {0} of container {1}', directory, shortId(containerId));
  const archive = packFiles(files, options.folders);
  const ask = async (abortSignal: AbortSignal): Promise<void> => {
    const wish = { path: directory, abortSignal };
    await engine.docker.getContainer(containerId).putArchive(archive, wish);
  };
  await request(engine, what, ask, { signal: options.signal });
}

/**
 * A file's content; undefined when the file (or the container) does not exist. Works on containers that do not run.
 * @throws Failure, also when the path is no plain file; Cancelled.
 */
export async function readFile(
  engine: Engine,
  containerId: string,
  path: string,
  signal?: AbortSignal,
): Promise<Buffer | undefined> {
  const what = text('{0} of container {1} could not be read', path, shortId(containerId));
  const ask = async (abortSignal: AbortSignal): Promise<Buffer> => {
    const wish = { path, abortSignal };
    const stream = await engine.docker.getContainer(containerId).getArchive(wish);
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of stream) {
      const bytes = Buffer.from(chunk);
      size += bytes.length;
      if (size > MOST_BYTES) throw new Error(`it is larger than ${MOST_BYTES / 1024 / 1024} MB`);
      chunks.push(bytes);
    }
    const [file] = unpackFiles(Buffer.concat(chunks));
    // The files of a folder come with its name before theirs.
    if (!file || file.path.includes('/')) throw new Error('it is not a plain file');
    return file.content;
  };
  try {
    return await request(engine, what, ask, { signal });
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}
