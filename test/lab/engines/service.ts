import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const startsWithinMs = 40_000;
const endsWithinMs = 20_000;

/** A program that runs until it is stopped. */
export interface Service {
  stop(): Promise<void>;
}

/** Starts a program that serves, and waits until it does. What it says goes into a file, whose end an error shows. */
export async function startService(
  program: string,
  args: readonly string[],
  options: { log: string; serves: () => Promise<boolean>; env?: NodeJS.ProcessEnv },
): Promise<Service> {
  const log = openSync(options.log, 'a');
  const env = { ...process.env, ...options.env };
  const child = spawn(program, args, { stdio: ['ignore', log, log], env });
  closeSync(log);
  let trouble = '';
  child.once('error', (error) => {
    trouble = error.message;
  });
  for (const until = Date.now() + startsWithinMs; Date.now() < until && !trouble; await sleep(100)) {
    if (child.exitCode !== null) trouble = `exit status ${child.exitCode}`;
    else if (await options.serves()) return { stop: () => stop(child) };
  }
  child.kill('SIGKILL');
  const tail = readFileSync(options.log, 'utf8').trim().split('\n').slice(-8).join('\n');
  throw new Error(`${program}: ${trouble || 'does not answer'}\n${tail}`);
}

async function stop(child: ChildProcess): Promise<void> {
  const ended = () => child.exitCode !== null || child.signalCode !== null;
  if (ended()) return;
  child.kill('SIGTERM');
  for (const until = Date.now() + endsWithinMs; Date.now() < until; await sleep(50)) if (ended()) return;
  child.kill('SIGKILL');
}
