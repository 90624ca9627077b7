import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findProgram } from './debian';
import { tryRun } from './run';
import type { Say } from './say';

const readyWithinMs = 60_000;
const endsWithinMs = 40_000;
const pidFile = '/var/run/docker.pid';

export interface Daemon {
  /** Ends the daemon, and with it whatever still runs in it. */
  stop(): Promise<void>;
}

/**
 * Starts a Docker daemon on the standard socket, in a session of its own: Ctrl-C in the terminal that started us
 * does not reach it, so it is there until the containers are cleaned away. Returns undefined when another daemon
 * came first (two runs at once): then that one is to be used and is not ours to stop.
 */
export async function startDaemon(answers: () => Promise<boolean>, say: Say): Promise<Daemon | undefined> {
  const folder = join(tmpdir(), 'redis-topology-lab-dockerd');
  mkdirSync(folder, { recursive: true });
  const logFile = join(folder, 'dockerd.log');
  const dockerd = findProgram('dockerd');
  if (!dockerd) throw new Error('dockerd: no such program, although its package is installed');
  forgetDeadDaemon();
  const { path, flags } = await firewallThatWorks(folder, say);

  say(`starting a Docker engine (log: ${logFile})`);
  const log = openSync(logFile, 'a');
  const child = spawn(dockerd, flags, {
    detached: true,
    stdio: ['ignore', log, log],
    env: { ...process.env, PATH: path },
  });
  closeSync(log);
  let ended: string | undefined;
  child.once('error', (error) => {
    ended = error.message;
  });
  child.once('exit', (code, signal) => {
    ended = `exit status ${code ?? signal}`;
  });
  child.unref();

  for (const until = Date.now() + readyWithinMs; Date.now() < until; await sleep(100)) {
    if (await answers()) {
      if (ended) return undefined;
      return { stop: () => stopDaemon(child.pid ?? 0, () => ended !== undefined) };
    }
    if (ended) break;
  }
  if (!ended && child.pid) process.kill(child.pid, 'SIGKILL');
  const tail = readFileSync(logFile, 'utf8').trim().split('\n').slice(-12).join('\n');
  throw new Error(`dockerd: ${ended ?? `no answer within ${readyWithinMs / 1000} s`}\n${tail}`);
}

async function stopDaemon(pid: number, hasEnded: () => boolean): Promise<void> {
  if (hasEnded()) return;
  process.kill(pid, 'SIGTERM');
  for (const until = Date.now() + endsWithinMs; Date.now() < until; await sleep(50)) {
    if (hasEnded()) return;
  }
  process.kill(pid, 'SIGKILL');
}

/** A killed daemon leaves its pid file; when the number has gone to another program, dockerd refuses to start. */
function forgetDeadDaemon(): void {
  try {
    const name = readFileSync(`/proc/${readFileSync(pidFile, 'utf8').trim()}/comm`, 'utf8').trim();
    if (name !== 'dockerd') rmSync(pidFile);
  } catch {
    // No pid file, or no such process: dockerd copes with both.
  }
}

/**
 * Some kernels have only one of the two iptables back ends. An engine gets the one that works, for itself alone.
 * @returns the engine's PATH, and what dockerd has to be told
 */
export async function firewallThatWorks(
  folder: string,
  say: Say,
): Promise<{ path: string; flags: string[] }> {
  const path = `${process.env.PATH}:/usr/sbin:/sbin`;
  const works = async (program: string): Promise<boolean> =>
    (await tryRun(program, ['-w', '-t', 'nat', '-n', '-L'], { timeoutMs: 10_000 })).code === 0;
  if (await works(findProgram('iptables') ?? 'iptables')) return { path, flags: [] };

  const legacy = findProgram('iptables-legacy');
  if (legacy && (await works(legacy))) {
    say('iptables does not work on this kernel, iptables-legacy does: the engine gets that');
    const bin = join(folder, 'bin');
    mkdirSync(bin, { recursive: true });
    for (const name of ['iptables', 'ip6tables']) {
      rmSync(join(bin, name), { force: true });
      symlinkSync(findProgram(`${name}-legacy`) ?? legacy, join(bin, name));
    }
    return { path: `${bin}:${path}`, flags: [] };
  }
  say('no working iptables: the engine runs without (containers reach each other, not the outside)');
  return { path, flags: ['--iptables=false', '--ip6tables=false'] };
}
