import type { PageCall, ToHost } from '../src/protocol/to-host';
import type { CallResult } from '../src/protocol/to-page';
import { t } from './l10n';

/** Long enough for a question that the user has to answer first, and for stopping many nodes. */
const PATIENCE_MS = 120_000;

/** Calls to the extension; each is answered with ok or an error, at the latest when patience ends. */
export class Calls {
  private readonly waiting = new Map<number, (result: CallResult) => void>();
  private last = 0;

  constructor(private readonly post: (message: ToHost) => void) {}

  ask(call: PageCall): Promise<CallResult> {
    const id = ++this.last;
    return new Promise((resolve) => {
      const late = setTimeout(() => {
        this.answer(id, {
          ok: false,
          message: t('No answer after {0} s. It may still be at work.', PATIENCE_MS / 1000),
        });
      }, PATIENCE_MS);
      this.waiting.set(id, (result) => {
        clearTimeout(late);
        resolve(result);
      });
      this.post({ kind: 'call', id, call });
    });
  }

  /** The extension's answer; one that nobody waits for (any longer) is dropped. */
  answer(id: number, result: CallResult): void {
    const waiting = this.waiting.get(id);
    this.waiting.delete(id);
    waiting?.(result);
  }
}
