import type { Engine } from '../docker/engine';
import { hasImage, pullImage } from '../docker/images';
import { text } from '../model/text';
import type { Work } from './work';

/** Sees to it that the engine has an image, by pulling it if need be. @throws Failure, Cancelled */
export async function fetchImage(engine: Engine, image: string, work: Work): Promise<void> {
  if (await hasImage(engine, image, work.signal)) return;
  work.step(text('Pulling {0}', image));
  await pullImage(engine, image, {
    signal: work.signal,
    onProgress: (fraction, what) =>
      work.step(
        fraction === undefined ? what : text('Pulling {0}: {1} %', image, Math.round(fraction * 100)),
      ),
  });
}
