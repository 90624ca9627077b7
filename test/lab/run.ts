import { spawn } from 'node:child_process';

export interface RunOptions {
  /** The command is killed, and the run fails, when it takes longer. */
  readonly timeoutMs: number;
  /** The command is killed when it has printed nothing at all by then. */
  readonly firstWordWithinMs?: number;
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
}

export interface RunResult {
  /** Exit status; undefined when the program could not be started, was killed or took too long. */
  readonly code: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
  /** Why there is no exit status. */
  readonly trouble: string | undefined;
}

/** Runs a program to its end, or to the end of its time; never rejects. */
export function tryRun(program: string, args: readonly string[], options: RunOptions): Promise<RunResult> {
  return new Promise((resolve) => {
    let stdout = '';
    let stderr = '';
    let trouble: string | undefined;
    // A group of its own, so that what the program started ends with it when its time is over.
    const child = spawn(program, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    const end = (why: string): void => {
      trouble = why;
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    };
    const timer = setTimeout(() => end(`no end within ${options.timeoutMs / 1000} s`), options.timeoutMs);
    const first = options.firstWordWithinMs ?? options.timeoutMs;
    const firstTimer = setTimeout(
      () => stdout || stderr || end(`not a word within ${first / 1000} s`),
      first,
    );
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk.toString();
    });
    const settle = (code: number | undefined): void => {
      clearTimeout(timer);
      clearTimeout(firstTimer);
      resolve({ code, stdout, stderr, trouble });
    };
    child.once('error', (error) => {
      trouble = error.message;
      settle(undefined);
    });
    child.once('close', (code, signal) => {
      if (signal) trouble ??= `killed by ${signal}`;
      settle(trouble ? undefined : (code ?? undefined));
    });
  });
}

/** Runs a program that must succeed and returns what it printed; the error names it and what it said last. */
export async function run(program: string, args: readonly string[], options: RunOptions): Promise<string> {
  const result = await tryRun(program, args, options);
  if (result.code === 0) return result.stdout;
  const said = (result.stderr.trim() || result.stdout.trim()).split('\n').slice(-15).join('\n');
  const how = result.trouble ?? `exit status ${result.code}`;
  throw new Error(`${[program, ...args].join(' ').slice(0, 200)}: ${how}${said ? `\n${said}` : ''}`);
}

/** Runs a program whose output the person at the terminal sees as it comes; returns its exit status. */
export function runVisibly(program: string, args: readonly string[], options: RunOptions): Promise<number> {
  return new Promise((resolve) => {
    // In our own group: Ctrl-C reaches it too.
    const child = spawn(program, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: 'inherit',
    });
    const timer = setTimeout(() => {
      console.error(`${program}: no end within ${options.timeoutMs / 1000} s`);
      child.kill('SIGKILL');
    }, options.timeoutMs);
    const settle = (code: number): void => {
      clearTimeout(timer);
      resolve(code);
    };
    child.once('error', (error) => {
      console.error(`${program}: ${error.message}`);
      settle(1);
    });
    child.once('exit', (code) => settle(code ?? 1));
  });
}
