import { type ChildProcess, spawn } from 'node:child_process';
import { SocketLike } from './socket-like';

/** The ssh program could not connect us to the engine. */
export class SshError extends Error {
  override readonly name = 'SshError';
  readonly code = 'ESSH';
}

/** How long ssh may take to connect, seconds. */
const CONNECT_TIMEOUT_S = 15;
/** What we keep of ssh's own words, characters. */
const WORDS_KEPT = 4000;

/** The arguments that make ssh a connection to the engine of `ssh://user@host:port/path`. */
export function sshArguments(host: string): string[] {
  const url = new URL(host);
  const socket = url.pathname.length > 1 ? ['--host', `unix://${url.pathname}`] : [];
  return [
    // Nobody is there to answer a question for a password or a host key: fail with words instead.
    ...['-T', '-o', 'BatchMode=yes', '-o', `ConnectTimeout=${CONNECT_TIMEOUT_S}`],
    ...(url.username ? ['-l', decodeURIComponent(url.username)] : []),
    ...(url.port ? ['-p', url.port] : []),
    ...['--', url.hostname.replace(/^\[|\]$/g, ''), 'docker', ...socket, 'system', 'dial-stdio'],
  ];
}

/**
 * One connection to an engine over `ssh HOST docker system dial-stdio`, with the user's own ssh configuration,
 * keys and agent. Destroying it ends the ssh process.
 */
export class SshStream extends SocketLike {
  private readonly child: ChildProcess;
  private words = '';

  constructor(host: string, program = 'ssh') {
    super();
    this.child = spawn(program, sshArguments(host), { stdio: ['pipe', 'pipe', 'pipe'] });
    const { stdin, stdout, stderr } = this.child;
    this.child.once('error', (error) => this.destroy(new SshError(`${program}: ${error.message}`)));
    this.child.once('close', (code) => {
      if (code) this.destroy(new SshError(this.words.trim() || `${program} ended with status ${code}`));
      else this.push(null);
    });
    stdin?.on('error', (error) => {
      // A broken pipe only says that ssh has ended: the reason comes with 'close' and ssh's own words.
      if (!('code' in error && error.code === 'EPIPE')) this.destroy(error);
    });
    stdout?.on('data', (chunk: Buffer) => {
      if (!this.push(chunk)) stdout.pause();
    });
    stderr?.on('data', (chunk: Buffer) => {
      this.words = (this.words + chunk.toString()).slice(-WORDS_KEPT);
    });
  }

  override _read(): void {
    this.child.stdout?.resume();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    // Errors are told by the listeners above; `done` must be called in any case, or the stream hangs.
    if (this.child.stdin?.writable) this.child.stdin.write(chunk, () => done());
    else done();
  }

  override _final(done: () => void): void {
    this.child.stdin?.end();
    done();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.child.kill();
    done(error);
  }
}
