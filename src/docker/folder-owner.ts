import { text } from '../model/text';
import { removeContainer } from './container-remove';
import type { Engine } from './engine';
import { isNotFound } from './engine-failure';
import { request } from './request';
import { type Owner, ownerInHeader } from './tar';

/**
 * To whom a folder of an image belongs; undefined when there is no such folder. Asked of a container that is made for
 * it and never runs.
 * @throws Failure, Cancelled
 */
export async function ownerOfFolder(
  engine: Engine,
  image: string,
  path: string,
  labels: Readonly<Record<string, string>>,
  signal?: AbortSignal,
): Promise<Owner | undefined> {
  const what = text('Image {0} could not be looked at', image);
  const id = await request(engine, what, async (abortSignal) => {
    const wish = { Image: image, Entrypoint: ['sh'], Labels: { ...labels }, NetworkDisabled: true };
    return (await engine.docker.createContainer({ ...wish, abortSignal })).id;
  });
  try {
    return await request(engine, what, (abortSignal) => firstOwner(engine, id, path, abortSignal), {
      signal,
    });
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  } finally {
    await removeContainer(engine, id);
  }
}

/** An archive of a folder begins with the folder itself; the rest is not read. */
async function firstOwner(
  engine: Engine,
  id: string,
  path: string,
  abortSignal: AbortSignal,
): Promise<Owner> {
  const stream = await engine.docker.getContainer(id).getArchive({ path, abortSignal });
  let head = Buffer.alloc(0);
  for await (const chunk of stream) {
    head = Buffer.concat([head, Buffer.from(chunk)]);
    if (head.length >= 512) break;
  }
  return ownerInHeader(head);
}
