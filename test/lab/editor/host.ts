import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import { cacheDir, projectDir } from '../paths';
import { messageOf, type Say } from '../say';
import { ensureChromium } from './chromium';
import { bundleSuites } from './host-bundle';
import type { HostResults } from './host-results';
import { ensureEditor } from './install';

export interface HostOptions {
  /** Folder with the suites (*.test.ts, mocha, bdd). */
  readonly suites: string;
  /** Folder of the extension; this project when not given. */
  readonly extension?: string;
  /** Runs only tests whose title has this in it. */
  readonly only?: string;
}

/** Runs mocha suites in the extension host of a real VS Code, and returns what they say of themselves. */
export async function runHostSuites(
  { suites, extension, only }: HostOptions,
  say: Say,
): Promise<HostResults> {
  const executable = await vscodeExecutable(say);
  const tests = await bundleSuites(suites);
  const folder = mkdtempSync(join(tmpdir(), 'topology-lab-host-'));
  const results = join(folder, 'results.json');
  const workspace = join(folder, 'workspace');
  mkdirSync(workspace);
  try {
    const verdict = await runTests({
      vscodeExecutablePath: executable,
      extensionDevelopmentPath: extension ?? projectDir,
      extensionTestsPath: tests,
      extensionTestsEnv: { LAB_RESULTS: results, ...(only ? { LAB_GREP: only } : {}) },
      launchArgs: [
        workspace,
        '--disable-extensions',
        '--no-sandbox',
        `--user-data-dir=${join(folder, 'user')}`,
      ],
    }).catch(messageOf);
    // Never by the verdict: a host that died has "succeeded".
    if (!existsSync(results)) throw new Error(`the suites left no results (VS Code said: ${verdict})`);
    return JSON.parse(readFileSync(results, 'utf8')) as HostResults;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A desktop VS Code where there is a screen and one can be downloaded; else the VS Code server's stand-in. */
async function vscodeExecutable(say: Say): Promise<string> {
  if (process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY) {
    try {
      const cachePath = join(cacheDir, 'vscode');
      mkdirSync(cachePath, { recursive: true });
      return await downloadAndUnzipVSCode({ version: 'stable', cachePath, timeout: 15_000 });
    } catch (error) {
      say(`no VS Code can be downloaded (${messageOf(error)})`);
    }
  }
  say('host tests run in the VS Code server');
  await ensureEditor(say);
  await ensureChromium(say);
  return join(dirname(fileURLToPath(import.meta.url)), 'code-stand-in.mjs');
}
