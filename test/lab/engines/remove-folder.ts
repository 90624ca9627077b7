import { readFileSync, rmSync } from 'node:fs';
import { sep } from 'node:path';
import { tryRun } from '../run';

/** Removes an engine's folder with what the engine left mounted in it. */
export async function removeFolder(folder: string): Promise<void> {
  const mounted = readFileSync('/proc/mounts', 'utf8')
    .split('\n')
    .map((line) => line.split(' ')[1] ?? '')
    .filter((place) => place.startsWith(folder + sep));
  // The deepest first.
  for (const place of mounted.sort().reverse()) await tryRun('umount', ['-l', place], { timeoutMs: 10_000 });
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 });
}
