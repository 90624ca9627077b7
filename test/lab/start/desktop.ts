import { findProgram } from '../debian';
import { run } from '../run';
import type { Say } from '../say';

/**
 * The user's own VS Code (`code` on the PATH), if it can show a window here: it does not as root, and on Linux it
 * needs a screen, or a terminal of VS Code that reaches one.
 */
export function desktopCode(): string | undefined {
  const code = findProgram('code');
  if (!code || process.getuid?.() === 0) return undefined;
  const { DISPLAY, WAYLAND_DISPLAY, VSCODE_IPC_HOOK_CLI } = process.env;
  const hasScreen = process.platform !== 'linux' || DISPLAY || WAYLAND_DISPLAY || VSCODE_IPC_HOOK_CLI;
  return hasScreen ? code : undefined;
}

/** Installs the extension in the user's VS Code and opens a window. */
export async function openDesktop(code: string, vsix: string, say: Say): Promise<void> {
  say('installing the extension in your VS Code');
  await run(code, ['--install-extension', vsix, '--force'], { timeoutMs: 120_000 });
  await run(code, ['--new-window'], { timeoutMs: 60_000 });
  say('your VS Code is open: see "Redis Topologies" in its activity bar');
}
