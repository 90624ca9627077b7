import type { Engine } from '../docker/engine';
import { inspectImage } from '../docker/images';
import { runOnce } from '../docker/run-once';
import { Failure } from '../model/failure';
import { parseServerVersion, type ServerVersion } from '../model/server-version';
import { text } from '../model/text';

/** How runtimes say that an image has not even a shell. */
const NO_PROGRAM = /executable file .*not found|no such file or directory/i;

/** By image id: what an image holds never changes. */
const known = new Map<string, ServerVersion>();

/**
 * Which server an image holds: from the environment that the official images declare, else by asking its server.
 * @throws Failure when there is no Redis or Valkey server in it
 */
export async function serverVersionOf(
  engine: Engine,
  image: string,
  signal: AbortSignal,
): Promise<ServerVersion> {
  const facts = await inspectImage(engine, image, signal);
  const remembered = known.get(facts.id);
  if (remembered) return remembered;
  const found = declared(facts.env) ?? (await printed(engine, image, signal));
  known.set(facts.id, found);
  return found;
}

function declared(env: readonly string[]): ServerVersion | undefined {
  for (const line of env) {
    const m = /^(REDIS|VALKEY)_VERSION=(\d+\.\d+\S*)$/.exec(line);
    if (m) return parseServerVersion(`${m[1]} server v=${m[2]}`);
  }
  return undefined;
}

async function printed(engine: Engine, image: string, signal: AbortSignal): Promise<ServerVersion> {
  const ask = 'redis-server --version 2>/dev/null || valkey-server --version';
  const labels = { 'redis-topology-lab.probe': 'version' };
  const { output } = await runOnce(engine, image, { entrypoint: ['sh', '-c', ask], labels }, signal).catch(
    (error: unknown) => {
      // Anything else says something of the engine, not of the image.
      if (error instanceof Failure && NO_PROGRAM.test(error.why ?? '')) throw notAServer(image, error.why);
      throw error;
    },
  );
  const version = parseServerVersion(output);
  if (!version) throw notAServer(image, output.trim().split('\n')[0] ?? '');
  return version;
}

function notAServer(image: string, why = ''): Failure {
  return new Failure(text('There is no Redis or Valkey server in the image {0}', image), {
    why,
    next: text('Choose an image such as redis:8.0 or valkey/valkey:9.1.'),
    remedies: ['chooseImage'],
  });
}
