import { commands, Disposable } from 'vscode';
import { COMMAND_IDS } from './command-ids';
import type { Parts } from './parts';
import { runCommand } from './run-command';

/** What commands do is most of our code: an activation does not read it, the calm after it does. ms */
const CALM_MS = 1500;

/** Registers every command, each behind the one error path. */
export function registerCommands(parts: Parts): Disposable {
  // That it cannot be loaded is told by the first command, which tries again.
  const early = setTimeout(() => import('./command-map').catch(() => undefined), CALM_MS);
  return Disposable.from(
    new Disposable(() => clearTimeout(early)),
    ...COMMAND_IDS.map((id) =>
      commands.registerCommand(id, async (...args: unknown[]) => {
        const { COMMANDS } = await import('./command-map');
        await runCommand(parts, id, args, COMMANDS[id]);
      }),
    ),
  );
}
