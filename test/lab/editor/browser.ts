import { type Browser, chromium } from 'playwright-core';
import { chromiumPath } from './chromium';

/** No sandbox: as root, and in containers, Chromium cannot make one. Nothing but our own pages is opened. */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** What happens on Ctrl-C is the caller's to say: Playwright would end the process before all is cleaned up. */
const noHandlers = { handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false };

/** Starts the machine's Chromium without a window. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = chromiumPath();
  if (!executablePath) throw new Error('no Chromium on this machine: see ensureChromium');
  return chromium.launch({ executablePath, headless: true, args: flags, timeout: 30_000, ...noHandlers });
}
