import { buildImage } from './images/build';
import { releases } from './images/releases';
import { tryRun } from './run';
import type { Say } from './say';

export { ensureNotRedis, notRedisTag } from './images/not-redis';

/** The servers that everything is tested with. */
export const LAB_IMAGES = ['redis:7.0', 'redis:8.0', 'valkey/valkey:8.1', 'valkey/valkey:9.1'] as const;

/** Like the official default images (bash, no nc), where {@link LAB_IMAGES} built here are like "alpine" ones. */
export const BASH_IMAGE = 'topology-lab/redis:8.0-bash';

/** A registry that did not answer once is not asked again in this run: each try costs up to this long. */
const registryAnswersWithinMs = 20_000;
let registryIsUnreachable = false;

/** Makes sure that images are on the engine: there already, or pulled, or built from Debian's packages. */
export async function ensureImages(tags: readonly string[], say: Say): Promise<void> {
  for (const tag of tags) {
    if (await isPresent(tag)) continue;
    const release = releases.find((one) => one.tag === tag);
    if (!release)
      throw new Error(`${tag}: not on the engine, and not one of the images that can be made here`);
    if (release.published && (await pull(tag, say))) continue;
    await buildImage(release, say);
  }
}

/** The first of some images that is on the engine already, if any. */
export async function presentImage(tags: readonly string[]): Promise<string | undefined> {
  for (const tag of tags) {
    if (await isPresent(tag)) return tag;
  }
  return undefined;
}

async function isPresent(tag: string): Promise<boolean> {
  return (await tryRun('docker', ['image', 'inspect', tag], { timeoutMs: 15_000 })).code === 0;
}

async function pull(tag: string, say: Say): Promise<boolean> {
  if (registryIsUnreachable) return false;
  say(`${tag}: pulling it`);
  const limits = { timeoutMs: 300_000, firstWordWithinMs: registryAnswersWithinMs };
  const pulled = await tryRun('docker', ['pull', tag], limits);
  if (pulled.code === 0) return true;
  const why = pulled.trouble ?? pulled.stderr.trim().split('\n').at(-1) ?? '';
  say(`${tag}: cannot be pulled (${why})`);
  registryIsUnreachable = !/manifest unknown|not found|access denied|unauthorized/i.test(why);
  return false;
}
