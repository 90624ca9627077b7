import { run, tryRun } from '../run';

/** Whether an engine answers at an address. */
export async function answersAt(host: string): Promise<boolean> {
  return (await tryRun('docker', ['-H', host, 'version'], { timeoutMs: 10_000 })).code === 0;
}

/** Brings an image from the engine in use to another one. */
export async function copyImage(image: string, host: string): Promise<void> {
  const load = `docker save '${image}' | docker -H '${host}' load`;
  await run('sh', ['-c', load], { timeoutMs: 120_000 });
}

/** Removes all containers of an engine that is about to go. */
export async function removeContainers(host: string): Promise<void> {
  const ids = await run('docker', ['-H', host, 'ps', '-aq'], { timeoutMs: 20_000 });
  const all = ids.split('\n').filter(Boolean);
  if (all.length > 0) await run('docker', ['-H', host, 'rm', '-fv', ...all], { timeoutMs: 60_000 });
}
