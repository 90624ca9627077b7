import { Cancelled, Failure, reasonOf } from '../../model/failure';
import { failureSentence } from '../failure-sentence';
import { t } from '../localise';
import type { CommandId } from './command-ids';
import { Elsewhere } from './elsewhere';
import type { Command, Parts } from './parts';
import { showFailure } from './show-failure';

/** How a command ended; it never throws. */
export type Outcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly message: string };

/**
 * Runs a command on the engine of what it was chosen on. The one way on which errors reach a user: a Failure says what, why and what next, with a button for each remedy;
 * a cancelled command is silent; anything else is a defect and leads to the log.
 */
export async function runCommand(
  parts: Parts,
  id: CommandId,
  args: readonly unknown[],
  command: Command,
): Promise<Outcome> {
  const { log } = parts;
  log.info(`${id} ${args.filter((arg) => typeof arg === 'string').join(' ')}`);
  try {
    await command(parts.at(args[0]), args);
    return { kind: 'done' };
  } catch (error) {
    if (error instanceof Elsewhere) return runCommand(parts, id, error.args, command);
    if (error instanceof Cancelled) {
      log.info(`${id}: cancelled`);
      return { kind: 'cancelled' };
    }
    if (error instanceof Failure) {
      log.error(`${id}: ${error.message}`);
      const message = failureSentence(error);
      const again = async () => void (await runCommand(parts, id, args, command));
      showFailure(parts, message, error.remedies, { args, again });
      return { kind: 'failed', message };
    }
    log.error(`${id}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    const message = t('Something unexpected happened: {0}', reasonOf(error));
    showFailure(parts, message, ['showLog'], { args, again: async () => {} });
    return { kind: 'failed', message };
  }
}
