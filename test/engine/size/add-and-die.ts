import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** Adds a shard in a process of its own and kills it when a step is reached. */
export function addAndDie(topologyId: string, atStep: string): Promise<void> {
  const script = join(__dirname, 'add-until-killed.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', script, topologyId], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let reached = false;
  child.stdout.on('data', (data: Buffer) => {
    if (!String(data).includes(atStep)) return;
    reached = true;
    child.kill('SIGKILL');
  });
  return new Promise((resolve, reject) => {
    child.on('exit', () => (reached ? resolve() : reject(new Error(`it never came to "${atStep}"`))));
  });
}
