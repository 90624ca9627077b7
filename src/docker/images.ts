import { text } from '../model/text';
import type { Engine } from './engine';
import { isNotFound } from './engine-failure';
import { request } from './request';

export { pullImage } from './pull';

/** What an image says of how it is run. */
export interface ImageFacts {
  readonly id: string;
  readonly entrypoint: readonly string[];
  readonly cmd: readonly string[];
  readonly user: string;
  /** Such as `6379/tcp`. */
  readonly exposedPorts: readonly string[];
  /** `NAME=value`. */
  readonly env: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
}

/** Whether the engine has the image. @throws Failure, Cancelled. */
export async function hasImage(engine: Engine, ref: string, signal?: AbortSignal): Promise<boolean> {
  try {
    await inspectImage(engine, ref, signal);
    return true;
  } catch (error) {
    if (isNotFound(error)) return false;
    throw error;
  }
}

/** The engine's images as `repository:tag`, sorted; those without a tag are left out. @throws Failure, Cancelled. */
export function listLocalImages(engine: Engine, signal?: AbortSignal): Promise<string[]> {
  const what = text('The images of "{0}" could not be listed', engine.name);
  const ask = async (abortSignal: AbortSignal): Promise<string[]> => {
    const images = await engine.docker.listImages({ abortSignal });
    const tags = images.flatMap((image) => image.RepoTags ?? []);
    return tags.filter((tag) => !tag.includes('<none>')).sort();
  };
  return request(engine, what, ask, { signal });
}

/** How the image is run. @throws Failure (isNotFound when the engine does not have it), Cancelled. */
export function inspectImage(engine: Engine, ref: string, signal?: AbortSignal): Promise<ImageFacts> {
  const what = text('Image {0} could not be looked at', ref);
  const ask = async (): Promise<ImageFacts> => {
    const info = await engine.docker.getImage(ref).inspect();
    const entrypoint = info.Config.Entrypoint ?? [];
    return {
      id: info.Id,
      entrypoint: typeof entrypoint === 'string' ? [entrypoint] : entrypoint,
      cmd: info.Config.Cmd ?? [],
      user: info.Config.User ?? '',
      exposedPorts: Object.keys(info.Config.ExposedPorts ?? {}),
      env: info.Config.Env ?? [],
      labels: info.Config.Labels ?? {},
    };
  };
  return request(engine, what, ask, { signal });
}
