import { Cancelled, Failure, reasonOf } from '../../model/failure';
import type { Log } from '../../model/log';
import type { CallResult } from '../../protocol';
import { failureSentence } from '../failure-sentence';

/** Does what a page asked for and says how it went, whatever happens: a page never waits in vain. */
export async function answerCall(act: () => Promise<void>, log: Log): Promise<CallResult> {
  try {
    await act();
    return { ok: true };
  } catch (error) {
    // The user changed their mind: nothing for the page to report.
    if (error instanceof Cancelled) return { ok: true };
    if (error instanceof Failure) return { ok: false, message: failureSentence(error) };
    log.error(`page call: ${error instanceof Error ? (error.stack ?? error.message) : reasonOf(error)}`);
    return { ok: false, message: reasonOf(error) };
  }
}
