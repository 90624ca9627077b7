import { addAbortSignal, Readable } from 'node:stream';
import { text } from '../model/text';
import { Demultiplexer } from './demux';
import type { Engine } from './engine';
import { engineFailure } from './engine-failure';
import { request } from './request';
import { shortId } from './short-id';

export interface LogOptions {
  /** How many of the last lines to begin with. */
  readonly tail: number;
  /** Ends the following. */
  readonly signal?: AbortSignal;
  onData(text: string): void;
  /** The container has ended, or the signal was aborted. Called once, not after an error. */
  onEnd(): void;
}

/**
 * Follows what a container's server says, both streams together. Resolves when it has ended or was aborted.
 * @throws Failure when the log cannot be opened or the connection breaks.
 */
export async function followLogs(engine: Engine, id: string, options: LogOptions): Promise<void> {
  const { tail, signal } = options;
  const what = text('The log of container {0} could not be read', shortId(id));
  const wish = { follow: true as const, stdout: true, stderr: true, tail };
  const open = (abortSignal: AbortSignal): Promise<NodeJS.ReadableStream> =>
    engine.docker.getContainer(id).logs({ ...wish, abortSignal });
  const answer = await request(engine, what, open, { signal });
  const stream = answer instanceof Readable ? answer : new Readable().wrap(answer);
  if (signal) addAbortSignal(signal, stream);
  // Characters may be cut at the border of two pieces, in each of the two streams by itself.
  const decoders = { stdout: new TextDecoder(), stderr: new TextDecoder(), plain: new TextDecoder() };
  const demultiplexer = new Demultiplexer((source, piece) => {
    options.onData(decoders[source].decode(piece, { stream: true }));
  });
  try {
    for await (const chunk of stream) demultiplexer.write(Buffer.from(chunk));
    demultiplexer.end();
  } catch (error) {
    if (!signal?.aborted) throw engineFailure(engine, what, error);
  }
  options.onEnd();
}
