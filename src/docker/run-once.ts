import { PassThrough } from 'node:stream';
import { throwIfCancelled } from '../model/failure';
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
      HostConfig: { NetworkMode: 'none', SecurityOpt: ['no-new-privileges'] },
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

async function runToEnd(engine: Engine, id: string, abortSignal: AbortSignal) {
  const container = engine.docker.getContainer(id);
  await container.start({ abortSignal });
  const { StatusCode } = (await container.wait({ abortSignal })) as { StatusCode: number };
  const log = await container.logs({ stdout: true, stderr: true, follow: false, abortSignal });
  const out = new PassThrough();
  const demultiplexer = new Demultiplexer((_, piece) => out.write(piece));
  demultiplexer.write(Buffer.from(log));
  out.end();
  const pieces: Buffer[] = [];
  for await (const piece of out) pieces.push(Buffer.from(piece));
  return { exitCode: StatusCode, output: Buffer.concat(pieces).toString('utf8') };
}
