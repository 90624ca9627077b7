import { setTimeout as sleep } from 'node:timers/promises';
import { messageOf } from './say';

type Undo = () => Promise<void>;

const undoWithinMs = 90_000;

/**
 * Runs a command's main function and then whatever it asked to have undone, last first: at its end, when it fails,
 * and on Ctrl-C or SIGTERM. The process exits with the status that main returns (1 when it fails).
 */
export function live(main: (atEnd: (undo: Undo) => void) => Promise<number>): void {
  const undos: Undo[] = [];
  let ending = false;
  const end = async (status: number): Promise<void> => {
    // Ctrl-C comes twice: from the terminal, and passed on by whoever started us.
    if (ending) return;
    ending = true;
    for (const undo of undos.reverse()) {
      const late = sleep(undoWithinMs).then(() =>
        Promise.reject(new Error(`no end within ${undoWithinMs / 1000} s`)),
      );
      await Promise.race([undo(), late]).catch((error: unknown) => {
        console.error(`while cleaning up: ${messageOf(error)}`);
      });
    }
    process.exit(status);
  };
  process.on('SIGINT', () => void end(130));
  process.on('SIGTERM', () => void end(143));
  main((undo) => undos.push(undo)).then(end, (error: unknown) => {
    if (!ending) console.error(messageOf(error));
    return end(1);
  });
}
