import { findProgram, installPackages } from '../debian';
import type { Say } from '../say';

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

/** Where a Chromium is on this machine; `CHROMIUM` in the environment names another. */
export function chromiumPath(): string | undefined {
  return process.env.CHROMIUM || names.map(findProgram).find((path) => path !== undefined);
}

/** Finds a Chromium, or installs Debian's as root; returns its path. */
export async function ensureChromium(say: Say): Promise<string> {
  const present = chromiumPath();
  if (present) return present;
  say('no Chromium on this machine');
  await installPackages(['chromium'], say);
  const installed = chromiumPath();
  if (!installed) throw new Error('chromium: no such program, although its package is installed');
  return installed;
}
