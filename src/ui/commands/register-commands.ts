import { commands, Disposable } from 'vscode';
import { COMMAND_IDS } from './command-ids';
import type { Parts } from './parts';
import { runCommand } from './run-command';

/** Registers every command, each behind the one error path. */
export function registerCommands(parts: Parts): Disposable {
  return Disposable.from(
    ...COMMAND_IDS.map((id) =>
      commands.registerCommand(id, async (...args: unknown[]) => {
        // What commands do is most of our code: an activation does not read it.
        const { COMMANDS } = await import('./command-map');
        await runCommand(parts, id, args, COMMANDS[id]);
      }),
    ),
  );
}
