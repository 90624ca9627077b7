import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The docker command, as somebody would type it who breaks something. @throws Error with its words */
export async function docker(...args: string[]): Promise<string> {
  try {
    return (await run('docker', args)).stdout.trim();
  } catch (error) {
    // A busy machine sometimes does not freeze a container's processes in time.
    if (!/unable to freeze/.test(String(error))) throw error;
    return (await run('docker', args)).stdout.trim();
  }
}
