import type { Duplex } from 'node:stream';
import { reasonOf } from '../model/failure';
import { text } from '../model/text';
import type { Engine } from './engine';
import { request } from './request';
import { shortId } from './short-id';

/** A program in a container with a terminal of its own. */
export interface ContainerTerminal {
  write(data: string): void;
  /** @throws Failure, also when the program has ended meanwhile. */
  resize(columns: number, rows: number): Promise<void>;
  /** Hangs up. The program ends when it next reads or writes. */
  close(): void;
}

export interface TerminalOptions {
  readonly signal?: AbortSignal;
  onData(text: string): void;
  /** The program has ended; its exit code where the engine could still be asked. Called once, not after close(). */
  onEnd(exitCode: number | undefined): void;
}

/**
 * Runs a program in a running container with a terminal, as `docker exec -it` does.
 * @throws Failure, Cancelled.
 */
export async function openTerminal(
  engine: Engine,
  id: string,
  command: readonly string[],
  options: TerminalOptions,
): Promise<ContainerTerminal> {
  const what = text('"{0}" could not be run in container {1}', command[0] ?? '', shortId(id));
  const open = async (abortSignal: AbortSignal) => {
    const exec = await engine.docker.getContainer(id).exec({
      ...{ AttachStdin: true, AttachStdout: true, AttachStderr: true, Tty: true },
      Cmd: [...command],
      Env: ['TERM=xterm-256color', 'LANG=C.UTF-8'],
      abortSignal,
    });
    const stream: Duplex = await exec.start({ hijack: true, stdin: true, Tty: true });
    if (abortSignal.aborted) stream.destroy();
    return { exec, stream };
  };
  const { exec, stream } = await request(engine, what, open, { signal: options.signal });
  let over = false;
  const end = async () => {
    if (over) return;
    over = true;
    const state = await exec.inspect().catch((error: unknown) => reasonOf(error));
    options.onEnd(typeof state === 'string' ? undefined : (state.ExitCode ?? undefined));
  };
  // A character may be cut at the border of two pieces.
  const decoder = new TextDecoder();
  stream.on('data', (piece: Buffer) => {
    if (!over) options.onData(decoder.decode(piece, { stream: true }));
  });
  stream.once('error', (error) => {
    if (!over) options.onData(`\r\n${reasonOf(error)}\r\n`);
  });
  stream.once('close', end);
  stream.once('end', end);
  return {
    write: (data) => {
      if (!over) stream.write(data);
    },
    resize: (columns, rows) =>
      request(engine, text('The size of a terminal could not be set'), async (abortSignal) => {
        await exec.resize({ h: rows, w: columns, abortSignal });
      }),
    close: () => {
      over = true;
      stream.destroy();
    },
  };
}
