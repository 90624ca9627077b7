import { Cancelled, Failure, reasonOf } from '../../model/failure';
import type { Log } from '../../model/log';
import type { CallResult } from '../../protocol/to-page';
import { failureSentence } from '../failure-sentence';

/** Does what a page asked for and says how it went, whatever happens: a page never waits in vain. */
export async function answerCall(act: () => Promise<unknown>, log: Log): Promise<CallResult> {
  try {
    const value = await act();
    return value === undefined ? { ok: true } : { ok: true, value };
  } catch (error) {
    // The user changed their mind: nothing for the page to report.
    if (error instanceof Cancelled) return { ok: true };
    if (error instanceof Failure) return { ok: false, message: failureSentence(error) };
    log.error(`page call: ${error instanceof Error ? (error.stack ?? error.message) : reasonOf(error)}`);
    return { ok: false, message: reasonOf(error) };
  }
}
