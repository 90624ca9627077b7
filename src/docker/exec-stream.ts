import type { Duplex } from 'node:stream';
import { text } from '../model/text';
import { Demultiplexer, type Source, saysNotRun } from './demux';
import type { Engine } from './engine';
import { request } from './request';
import { shortId } from './short-id';
import { SocketLike } from './socket-like';

/** The program in the container could not be run, or ended with words and without an answer. */
export class ExecError extends Error {
  override readonly name = 'ExecError';
}

/** What is kept of a program's standard error, characters. */
const WORDS_KEPT = 4000;

/** A program in a container, its standard input and output joined as one binary-safe stream. */
export class ExecStream extends SocketLike {
  private readonly demultiplexer: Demultiplexer;
  private words = '';
  private plain = '';
  private answered = false;

  constructor(private readonly connection: Duplex) {
    super();
    this.demultiplexer = new Demultiplexer((source, piece) => this.accept(source, piece));
    connection.on('data', (chunk: Buffer) => {
      try {
        this.demultiplexer.write(chunk);
      } catch (error) {
        this.destroy(error instanceof Error ? error : new Error(String(error)));
      }
    });
    connection.once('end', () => this.finish());
    connection.once('error', (error) => this.destroy(error));
    connection.once('close', () => {
      if (!this.readableEnded && !this.destroyed) this.finish();
    });
  }

  /** What the program said on its standard error, as far as it is kept. */
  get stderr(): string {
    return this.words;
  }

  private accept(source: Source, piece: Buffer): void {
    if (source === 'stderr') {
      this.words = (this.words + piece.toString()).slice(-WORDS_KEPT);
    } else if (source === 'plain' || this.plain || (!this.answered && saysNotRun(piece))) {
      this.plain = (this.plain + piece.toString()).slice(-WORDS_KEPT);
    } else {
      this.answered = true;
      if (!this.push(piece)) this.connection.pause();
    }
  }

  private finish(): void {
    if (this.destroyed) return;
    this.demultiplexer.end();
    const said = (this.plain || (this.answered ? '' : this.words)).trim();
    if (said) this.destroy(new ExecError(said));
    else this.push(null);
  }

  override _read(): void {
    this.connection.resume();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.connection.write(chunk, done);
  }

  override _final(done: () => void): void {
    this.connection.end();
    done();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.connection.destroy();
    done(error);
  }
}

export interface ExecStreamOptions {
  readonly user?: string;
  readonly signal?: AbortSignal;
  /** For opening it, ms; once open it lives until it ends or is destroyed. */
  readonly timeoutMs?: number;
}

/**
 * Runs a program in a container and joins its standard input and output. That the program is missing shows as an
 * error of the stream (ExecError), because the engine tells it there. Destroy the stream to be rid of it.
 * @throws Failure, Cancelled.
 */
export async function openExec(
  engine: Engine,
  id: string,
  cmd: readonly string[],
  options: ExecStreamOptions = {},
): Promise<ExecStream> {
  const what = text('"{0}" could not be run in container {1}', cmd[0] ?? '', shortId(id));
  const open = async (abortSignal: AbortSignal): Promise<Duplex> => {
    const exec = await engine.docker.getContainer(id).exec({
      ...{ AttachStdin: true, AttachStdout: true, AttachStderr: true, Tty: false },
      Cmd: [...cmd],
      ...(options.user ? { User: options.user } : {}),
      abortSignal,
    });
    const connection = await exec.start({ hijack: true, stdin: true, Tty: false, abortSignal });
    if (abortSignal.aborted) connection.destroy();
    return connection;
  };
  const bounds = { signal: options.signal, ...(options.timeoutMs ? { timeoutMs: options.timeoutMs } : {}) };
  return new ExecStream(await request(engine, what, open, bounds));
}
