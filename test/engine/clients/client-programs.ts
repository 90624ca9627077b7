import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installPackages } from '../../lab/debian';
import { resultsDir } from '../../lab/paths';
import { timedSay } from '../../lab/say';

/** Debian's own Python: another one on the PATH does not have Debian's packages. */
export const PYTHON = '/usr/bin/python3';

/** Runs a program with code on its standard input or in a file; resolves with what it printed. */
export function runProgram(
  program: string,
  args: readonly string[],
  options: { input?: string; env?: Readonly<Record<string, string>>; timeoutMs?: number } = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, ...options.env };
    const settings = { env, timeout: options.timeoutMs ?? 60_000, maxBuffer: 64 * 1024 * 1024 };
    const child = execFile(program, [...args], settings, (error, stdout, stderr) => {
      if (error) reject(new Error(`${program}: ${error.message}\n${stderr}\n${stdout.slice(-2000)}`));
      else resolve(stdout);
    });
    if (options.input !== undefined) child.stdin?.end(options.input);
  });
}

/** Debian's own redis-cli and redis-py: stock clients that we did not write. */
export async function ensureStockClients(): Promise<void> {
  const missing = ['redis-tools', 'python3-redis'].filter((name) => !isInstalled(name));
  if (missing.length > 0) await installPackages(missing, timedSay());
}

function isInstalled(name: string): boolean {
  try {
    return execFileSync('dpkg-query', ['-W', '-f', `\${Status}`, name], { stdio: 'pipe' }).includes(
      'installed',
    );
  } catch {
    return false;
  }
}

/**
 * A folder inside the project, so that code for Node finds the project's libraries. It is made with its first file: where
 * no test of a file is run, nobody comes to dispose of it.
 */
export class Scratch {
  #folder: string | undefined;

  file(name: string, content: string): string {
    mkdirSync(resultsDir, { recursive: true });
    this.#folder ??= mkdtempSync(join(resultsDir, 'client-'));
    const file = join(this.#folder, name);
    writeFileSync(file, content);
    return file;
  }

  dispose(): void {
    if (this.#folder !== undefined) rmSync(this.#folder, { recursive: true, force: true });
  }
}
