import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { resultsDir } from '../paths';
import { messageOf } from '../say';
import { launchBrowser } from './browser';
import { type EditorServer, type ServerOptions, startServer, workbenchUrl } from './server';
import { Workbench } from './workbench';

export interface EditorOptions extends ServerOptions {
  /** Folder to open; an empty one when not given. */
  readonly folder?: string;
  readonly viewport?: { readonly width: number; readonly height: number };
  /** Every wait for something on the page ends after this. */
  readonly waitMs?: number;
}

/** A whole editor as a user has it: server, Chromium, and the workbench in it. */
export interface Editor {
  readonly server: EditorServer;
  readonly browser: Browser;
  readonly workbench: Workbench;
  /** What the page's console said as an error. */
  readonly pageErrors: readonly string[];
  close(): Promise<void>;
}

/** Starts a VS Code server with extensions installed and opens its workbench in Chromium. */
export async function openEditor(options: EditorOptions = {}): Promise<Editor> {
  const server = await startServer(options);
  let browser: Browser | undefined;
  try {
    browser = await launchBrowser();
    const context = await browser.newContext({
      viewport: options.viewport ?? { width: 1280, height: 800 },
      permissions: ['clipboard-read', 'clipboard-write'],
      locale: options.locale === 'zh-cn' ? 'zh-CN' : 'en-US',
    });
    const page = await context.newPage();
    page.setDefaultTimeout(options.waitMs ?? 15_000);
    const pageErrors: string[] = [];
    page.on('console', (message) => message.type() === 'error' && pageErrors.push(message.text()));
    await page.goto(workbenchUrl(server, { folder: options.folder }));
    await page.locator('.monaco-workbench .activitybar').waitFor({ timeout: 60_000 });
    const opened = browser;
    const close = async (): Promise<void> => {
      await opened.close();
      await server.stop();
    };
    return { server, browser, workbench: new Workbench(page), pageErrors, close };
  } catch (error) {
    await browser?.close();
    await server.stop();
    throw error;
  }
}

/** Opens an editor, does something with it, closes it; a failure leaves a picture and the server's log behind. */
export async function withEditor(
  name: string,
  options: EditorOptions,
  journey: (editor: Editor) => Promise<void>,
): Promise<void> {
  const editor = await openEditor(options);
  try {
    await journey(editor);
  } catch (error) {
    const picture = await editor.workbench.screenshot(`${name}-FAILED`).catch(messageOf);
    mkdirSync(resultsDir, { recursive: true });
    copyFileSync(editor.server.logFile, join(resultsDir, `${name}-FAILED.log`));
    throw new Error(`${name}: ${messageOf(error)}\n(picture: ${picture})`, { cause: error });
  } finally {
    await editor.close();
  }
}
