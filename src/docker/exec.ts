import { setTimeout as sleep } from 'node:timers/promises';
import { text } from '../model/text';
import { Demultiplexer, saysNotRun } from './demux';
import type { Engine } from './engine';
import { request } from './request';
import { shortId } from './short-id';

export interface ExecResult {
  /** 126 or 127: the program could not be run; the engine's words are then in `stderr`. */
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ExecOptions {
  readonly signal?: AbortSignal;
  readonly user?: string;
  /** For all of it, ms; 30,000 unless said otherwise. */
  readonly timeoutMs?: number;
}

/**
 * Runs a program in a running container to its end. An exit code other than 0 is a result, not an error.
 * When it takes too long or is cancelled we stop listening; the engine has no way to end the program.
 * @throws Failure, Cancelled.
 */
export function exec(
  engine: Engine,
  id: string,
  cmd: readonly string[],
  options: ExecOptions = {},
): Promise<ExecResult> {
  const what = text('"{0}" could not be run in container {1}', cmd[0] ?? '', shortId(id));
  const run = async (abortSignal: AbortSignal): Promise<ExecResult> => {
    const made = await engine.docker.getContainer(id).exec({
      ...{ AttachStdout: true, AttachStderr: true, Tty: false },
      Cmd: [...cmd],
      ...(options.user ? { User: options.user } : {}),
      abortSignal,
    });
    const stream = await made.start({ hijack: true, stdin: false, Tty: false, abortSignal });
    const stop = (): void => {
      stream.destroy();
    };
    if (abortSignal.aborted) stop();
    abortSignal.addEventListener('abort', stop, { once: true });
    const said: Record<'stdout' | 'stderr', Buffer[]> = { stdout: [], stderr: [] };
    const demultiplexer = new Demultiplexer((source, piece) => {
      said[source === 'stdout' ? 'stdout' : 'stderr'].push(piece);
    });
    for await (const chunk of stream) demultiplexer.write(Buffer.from(chunk));
    demultiplexer.end();
    const exitCode = await waitForExitCode(() => made.inspect({ abortSignal }), abortSignal);
    const stdout = Buffer.concat(said.stdout).toString();
    const stderr = Buffer.concat(said.stderr).toString();
    const notRun = exitCode >= 126 && saysNotRun(stdout);
    return notRun ? { exitCode, stdout: '', stderr: stderr + stdout } : { exitCode, stdout, stderr };
  };
  const bounds = { signal: options.signal, ...(options.timeoutMs ? { timeoutMs: options.timeoutMs } : {}) };
  return request(engine, what, run, bounds);
}

/** The output may end a moment before the engine has noted how the program did. Ends with the signal. */
async function waitForExitCode(
  inspect: () => Promise<{ Running: boolean; ExitCode: number | null }>,
  signal: AbortSignal,
): Promise<number> {
  for (;;) {
    const { Running, ExitCode } = await inspect();
    if (!Running && ExitCode !== null) return ExitCode;
    await sleep(20, undefined, { signal });
  }
}
