import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { docker } from './docker';

const run = promisify(execFile);

/**
 * Cuts the way from a container to some addresses, in its own network namespace: what it sends there goes nowhere,
 * answers included; everybody else still reaches both. Needs root, or a sudo that asks nothing.
 */
export async function cut(container: string, ...addresses: string[]): Promise<void> {
  for (const address of addresses) await route(container, 'add', address);
}

/** Takes back what `cut` did. */
export async function mendWire(container: string, ...addresses: string[]): Promise<void> {
  for (const address of addresses) await route(container, 'del', address);
}

async function route(container: string, how: 'add' | 'del', address: string): Promise<void> {
  const pid = await docker('inspect', '-f', '{{.State.Pid}}', container);
  const words = ['nsenter', '-t', pid, '-n', 'ip', 'route', how, 'blackhole', address];
  const [command = '', ...args] = process.getuid?.() === 0 ? words : ['sudo', '-n', ...words];
  await run(command, args);
}
