import { throwIfCancelled } from '../model/failure';
import { DATA_DIR } from '../model/plan';
import { text } from '../model/text';
import { removeContainer } from './containers';
import { Demultiplexer } from './demux';
import type { Engine } from './engine';
import { request } from './request';

/** A program in an image that takes longer than this is not the quick look it is meant to be. ms */
const WITHIN_MS = 30_000;

/**
 * Runs one short program of an image in a container of its own, without network, and removes the container.
 * @returns its exit code and all it printed
 * @throws Failure, Cancelled
 */
export async function runOnce(
  engine: Engine,
  image: string,
  program: { readonly entrypoint: readonly string[]; readonly labels: Readonly<Record<string, string>> },
  signal?: AbortSignal,
): Promise<{ exitCode: number; output: string }> {
  const what = text('Image {0} could not be tried out', image);
  throwIfCancelled(signal);
  const id = await request(engine, what, async (abortSignal) => {
    const made = await engine.docker.createContainer({
      Image: image,
      Entrypoint: [...program.entrypoint],
      Cmd: [],
      Labels: { ...program.labels },
      NetworkDisabled: true,
      // Removed by the engine itself, so that a window which dies meanwhile leaves nothing.
      HostConfig: {
        NetworkMode: 'none',
        SecurityOpt: ['no-new-privileges'],
        CapDrop: ['ALL'],
        AutoRemove: true,
        // Where the images declare a volume: Podman would leave it behind.
        Tmpfs: { [DATA_DIR]: '' },
      },
      AttachStdout: true,
      AttachStderr: true,
      abortSignal,
    });
    return made.id;
  });
  try {
    return await request(engine, what, (abortSignal) => runToEnd(engine, id, abortSignal), {
      signal,
      timeoutMs: WITHIN_MS,
    });
  } finally {
    await removeContainer(engine, id);
  }
}

async function runToEnd(
  engine: Engine,
  id: string,
  abortSignal: AbortSignal,
): Promise<{ exitCode: number; output: string }> {
  const container = engine.docker.getContainer(id);
  const stream = await container.attach({ stream: true, stdout: true, stderr: true, abortSignal });
  const pieces: Buffer[] = [];
  const demultiplexer = new Demultiplexer((_, piece) => pieces.push(piece));
  const printed = (async () => {
    for await (const chunk of stream) demultiplexer.write(Buffer.from(chunk));
  })();
  const ended: Promise<{ StatusCode: number }> = container.wait({ condition: 'next-exit', abortSignal });
  await Promise.all([container.start({ abortSignal }), printed, ended]);
  return { exitCode: (await ended).StatusCode, output: Buffer.concat(pieces).toString('utf8') };
}
