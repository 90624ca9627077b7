import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { cacheDir } from './paths';

/** Longer than the longest thing done under a lock takes on a slow machine. */
const waitAtMostMs = 15 * 60_000;

/** Does something that only one process at a time may do to the shared cache. A dead owner's lock is taken over. */
export async function withLock<T>(name: string, action: () => Promise<T>): Promise<T> {
  mkdirSync(cacheDir, { recursive: true });
  const file = join(cacheDir, `${name}.lock`);
  for (const until = Date.now() + waitAtMostMs; !take(file); await sleep(250)) {
    if (Date.now() > until) throw new Error(`${file}: process ${ownerOf(file)} has held it for too long`);
  }
  try {
    return await action();
  } finally {
    rmSync(file, { force: true });
  }
}

function take(file: string): boolean {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    if (!isAlive(ownerOf(file))) rmSync(file, { force: true });
    return false;
  }
}

/** The process that holds the lock; our own number while its owner is just about to write it (never taken over). */
function ownerOf(file: string): number {
  try {
    return Number(readFileSync(file, 'utf8')) || process.pid;
  } catch {
    return process.pid;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
