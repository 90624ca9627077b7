import type { Engine } from '../../docker/engine';
import { inspectImage } from '../../docker/images';
import { runOnce } from '../../docker/run-once';
import { Failure } from '../../model/failure';
import { text } from '../../model/text';

/** By image id: what an image holds never changes. */
const known = new Map<string, boolean>();

/**
 * Sees to it that the server in an image was built with TLS, before anything is made.
 * @throws Failure when it was not, or cannot be asked; Cancelled
 */
export async function demandTls(engine: Engine, image: string, signal: AbortSignal): Promise<void> {
  const { id } = await inspectImage(engine, image, signal);
  const able = known.get(id) ?? (await speaksTls(engine, image, signal));
  known.set(id, able);
  if (able) return;
  throw new Failure(text('The server in the image {0} was built without TLS', image), {
    next: text('Choose an image such as redis:8.0 or valkey/valkey:9.1.'),
    remedies: ['chooseImage'],
  });
}

/**
 * A server reads its directives in order and stops at the first that it does not understand: without TLS at the one for
 * TLS, else at the one after, which nobody understands.
 */
async function speaksTls(engine: Engine, image: string, signal: AbortSignal): Promise<boolean> {
  const ask =
    'server=$(command -v redis-server || command -v valkey-server); "$server" --tls-port 0 --port none 2>&1';
  const program = { entrypoint: ['sh', '-c', ask], labels: { 'redis-topology-lab.probe': 'tls' } };
  const { output } = await runOnce(engine, image, program, signal);
  return !output.includes("'tls-port");
}
