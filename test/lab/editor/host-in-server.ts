import { resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { launchBrowser } from './browser';
import { type EditorServer, startServer, workbenchUrl } from './server';

const suitesEndWithinMs = 10 * 60_000;

/** What VS Code itself says on a page under test, and is of no interest. */
const noise =
  /^(Resolv(ing|ed) connection token|Creating a socket|\[reconnection-grace-time\]|(Ignoring fetching|Updating) additional builtin|\[Service Worker\]|\[AgentHost|\[AccountPolicyGate\]|ChatSessionStore:|Creation of workbench contribution)/;

export interface HostRun {
  /** Folder of the extension under test. */
  readonly extension: string;
  /** File that exports `run()`. */
  readonly tests: string;
  /** Folder to open. */
  readonly folder?: string;
  readonly env?: NodeJS.ProcessEnv;
}

/**
 * Runs tests inside a real extension host: what `runTests` of @vscode/test-electron does with a desktop VS Code,
 * done with the VS Code server. Returns the status that the host reported, which is 0 even for a host that died.
 */
export async function runInServer(hostRun: HostRun): Promise<number> {
  const server = await startServer({ testDriver: true, env: hostRun.env });
  try {
    const browser = await launchBrowser();
    try {
      const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
      return await exitOf(await context.newPage(), server, hostRun);
    } finally {
      await browser.close();
    }
  } finally {
    await server.stop();
  }
}

async function exitOf(
  page: Page,
  server: EditorServer,
  { extension, tests, folder }: HostRun,
): Promise<number> {
  const remote = (path: string): string => `vscode-remote://${server.authority}${resolve(path)}`;
  // The page calls these two; they must be there before it loads.
  await page.exposeFunction('codeAutomationLog', (type: string, args: unknown[]) => {
    if (noise.test(String(args[0]))) return;
    if (type === 'error' || type === 'warn') console.error(...args);
    else console.log(...args);
  });
  let exited: (code: number) => void = () => {};
  let broke: (error: Error) => void = () => {};
  const exit = new Promise<number>((done, fail) => {
    exited = done;
    broke = fail;
  });
  await page.exposeFunction('codeAutomationExit', (code: number) => exited(code));
  page.once('crash', () => broke(new Error('the page crashed')));
  void server.ended.then(() => broke(new Error('the VS Code server ended')));
  const limit = `the suites did not end within ${suitesEndWithinMs / 60_000} min`;
  const timer = setTimeout(() => broke(new Error(limit)), suitesEndWithinMs);
  try {
    const payload = [
      ['extensionDevelopmentPath', remote(extension)],
      ['extensionTestsPath', remote(tests)],
    ] as const;
    await page.goto(workbenchUrl(server, { folder, payload }));
    return await exit;
  } finally {
    clearTimeout(timer);
  }
}
